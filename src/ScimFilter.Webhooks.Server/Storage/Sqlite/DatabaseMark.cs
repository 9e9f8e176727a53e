using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// Tells a database of this service from others by <c>PRAGMA application_id</c>, which it has from its first byte on. So a file of another
/// program, or one that has lost its content, is not taken for a new database.
/// </summary>
internal static class DatabaseMark
{
    // "SFWH" in ASCII.
    private const int ApplicationId = 0x53465748;

    // What databases have that were made before they were marked.
    private const string FirstTables = "'webhooks', 'events', 'deliveries', 'attempts', 'progress', 'api_keys'";
    private const int FirstTableCount = 6;

    /// <summary>
    /// Creates a database without tables unless there is a file. It is private from its first moment, as are the files that SQLite makes
    /// beside it, and has its name only when it is marked. The caller must be alone on the folder.
    /// </summary>
    /// <exception cref="OperatorException">There is the log of a database that is gone.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="SqliteException">The database cannot be written.</exception>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        // SQLite would put what the log holds of the former database into the new one.
        if (File.Exists(path + "-wal"))
        {
            throw new OperatorException(
                $"{path} is missing, and {path}-wal is what is left of it: put the database or a backup in its place, "
                + "or delete the log to begin without data.");
        }

        string draft = path + ".new";
        File.Delete(draft);
        PrivateFiles.Create(draft);

        // Space can be given back later only in a database that was made for it.
        string pragmas = $"PRAGMA journal_mode=MEMORY; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA application_id={ApplicationId};";
        new SqliteSession(SqliteDatabase.ConnectionStringOf(draft), pragmas).Dispose();
        PrivateFiles.Move(draft, path);
    }

    /// <summary>Refuses a file that is no database of this service. Writes nothing.</summary>
    /// <exception cref="OperatorException">It is none; the message says what to do.</exception>
    public static void Require(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new OperatorException(
                $"{path} is empty, as after a copy that failed: put a backup in its place, "
                + "or delete it and the files beside it (-wal, -shm) to begin without data.");
        }

        using SqliteSession session = SqliteDatabase.OpenAsItIs(path);
        try
        {
            Require(session, path);
        }
        catch (SqliteException failure)
        {
            throw new OperatorException($"{path}: {SqliteFailures.SentenceOf(failure)}", failure);
        }
    }

    /// <summary>Marks a database that was made before databases were marked.</summary>
    public static void Write(SqliteSession session)
    {
        if (session.Scalar("PRAGMA application_id") != ApplicationId)
        {
            session.Run($"PRAGMA application_id={ApplicationId}");
        }
    }

    private static void Require(SqliteSession session, string path)
    {
        long mark = session.Scalar("PRAGMA application_id");
        bool hasTables = session.Scalar(
            $"SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN ({FirstTables})") == FirstTableCount;
        bool isNew = session.Scalar("PRAGMA user_version") == 0 && session.Scalar("SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (mark == ApplicationId && !isNew && !hasTables)
        {
            throw new OperatorException($"{path} has lost tables: put a backup in its place.");
        }

        if (mark != ApplicationId && (mark != 0 || !hasTables))
        {
            throw new OperatorException(
                $"{path} is a database of another program, or has lost its tables: "
                + "give another data folder, or put a backup in its place.");
        }
    }
}
