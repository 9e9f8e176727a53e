using System.Globalization;
using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>The version of a database's tables.</summary>
internal static class SqliteSchema
{
    /// <summary>Gets the version that this program writes.</summary>
    public static int Version => SqliteMigrations.Scripts.Length;

    /// <summary>Opens a session on a file, which is made if there is none, and brings the tables up to date.</summary>
    /// <exception cref="OperatorException">
    /// The file is no database of this service, cannot be written to, or was written by a later version.
    /// </exception>
    public static SqliteSession Open(string path, string pragmas)
    {
        SqliteSession? session = null;
        try
        {
            DatabaseMark.Create(path);
            DatabaseMark.Require(path);
            session = new SqliteSession(SqliteDatabase.ConnectionStringOf(path), pragmas);
            Migrate(session);
            DatabaseMark.Write(session);
            return session;
        }
        catch (Exception exception)
        {
            session?.Dispose();
            throw exception switch
            {
                SqliteException failure => new OperatorException($"{path}: {SqliteFailures.SentenceOf(failure)}", failure),
                IOException or UnauthorizedAccessException =>
                    new OperatorException($"{path} cannot be written: {exception.Message}", exception),
                _ => exception,
            };
        }
    }

    /// <summary>Gives the version of the tables.</summary>
    /// <exception cref="OperatorException">It is a later one than this program knows.</exception>
    public static long VersionOf(SqliteSession session)
    {
        long version = session.Scalar("PRAGMA user_version");
        return version <= Version ? version : throw new OperatorException(string.Create(
            CultureInfo.InvariantCulture,
            $"The database has version {version} and this program knows versions up to {Version}: use the program that wrote it."));
    }

    private static void Migrate(SqliteSession session)
    {
        for (long next = VersionOf(session); next < Version; next++)
        {
            session.Run(string.Create(
                CultureInfo.InvariantCulture, $"BEGIN; {SqliteMigrations.Scripts[next]} PRAGMA user_version={next + 1}; COMMIT;"));
        }
    }
}
