using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>A database file: one session that writes, some that read. Thread-safe.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int Readers = 8;

    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; " +
        "PRAGMA wal_autocheckpoint=4000;";

    private readonly SemaphoreSlim _free = new(Readers);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly string _connectionString;
    private readonly SqliteWriter _writer;

    /// <summary>Opens the file, makes it if there is none, and brings its tables up to date.</summary>
    /// <exception cref="InvalidOperationException">The file was written by a later version.</exception>
    public SqliteDatabase(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();
        var session = new SqliteSession(_connectionString, Pragmas);
        try
        {
            Migrate(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        _writer = new SqliteWriter(session);
    }

    public ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <summary>Reads what is committed.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_readers.TryTake(out SqliteSession? session))
            {
                session = new SqliteSession(_connectionString, Pragmas + "PRAGMA query_only=ON;");
            }

            try
            {
                return read(session);
            }
            finally
            {
                _readers.Add(session);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        foreach (SqliteSession reader in _readers)
        {
            reader.Dispose();
        }

        _free.Dispose();
    }

    private static void Migrate(SqliteSession session)
    {
        long version = session.Scalar("PRAGMA user_version");
        if (version > SqliteMigrations.Scripts.Length)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database has version {version}; this program knows versions up to {SqliteMigrations.Scripts.Length}."));
        }

        for (long next = version; next < SqliteMigrations.Scripts.Length; next++)
        {
            session.Run(string.Create(
                CultureInfo.InvariantCulture, $"BEGIN; {SqliteMigrations.Scripts[next]} PRAGMA user_version={next + 1}; COMMIT;"));
        }
    }
}
