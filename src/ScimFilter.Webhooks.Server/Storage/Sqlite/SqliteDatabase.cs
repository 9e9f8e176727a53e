using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>A database file: one session that writes, some that read. Thread-safe.</summary>
/// <remarks>
/// The service reads for itself over sessions of its own (<see cref="ReadAsync"/>), and for callers over others (<see
/// cref="ReadForAsync"/>), which have threads of their own, a share for each tenant and a bound in time: whatever callers ask for, matching
/// and delivering do not wait for it.
/// </remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int Readers = 4;

    // Space can be given back later only in a database that was made for it, so this comes first.
    private const string Pragmas =
        "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; "
        + "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; ";

    private const string WriterPragmas = Pragmas + "PRAGMA cache_size=-32768;";
    private const string ReaderPragmas = Pragmas + "PRAGMA cache_size=-8192; PRAGMA query_only=ON;";

    private readonly SemaphoreSlim _free = new(Readers);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly string _connectionString;
    private readonly SqliteWriter _writer;
    private readonly CallerReads _callers;

    /// <summary>Opens the file with nobody to tell of rows that cannot be read.</summary>
    /// <inheritdoc cref="SqliteDatabase(string, UnreadableRows)"/>
    public SqliteDatabase(string path)
        : this(path, new UnreadableRows((_, _, _) => { }))
    {
    }

    /// <summary>Opens the file, makes it if there is none, and brings its tables up to date.</summary>
    /// <exception cref="OperatorException">
    /// The file is no database of this service, cannot be written to, or was written by a later version.
    /// </exception>
    public SqliteDatabase(string path, UnreadableRows unreadable)
    {
        Unreadable = unreadable;
        _connectionString = ConnectionStringOf(path);
        _writer = new SqliteWriter(SqliteSchema.Open(path, WriterPragmas), TimeProvider.System);
        _callers = new CallerReads(OpenReader);
    }

    /// <summary>Gets who is told of rows that cannot be read.</summary>
    public UnreadableRows Unreadable { get; }

    /// <summary>Gets what the last failure of the file or its disk was; null when the last transaction was committed.</summary>
    public SqliteException? Failure => _writer.Failure;

    /// <summary>Opens a session of a command, which is alone or beside a running server.</summary>
    /// <exception cref="OperatorException">
    /// The file is no database of this service, cannot be written to, or was written by a later version.
    /// </exception>
    public static SqliteSession OpenSession(string path) => SqliteSchema.Open(path, WriterPragmas);

    /// <summary>Opens a session that brings no tables up to date and cannot write.</summary>
    /// <exception cref="OperatorException">The file is no database.</exception>
    public static SqliteSession OpenAsItIs(string path)
    {
        try
        {
            return new SqliteSession(ConnectionStringOf(path), "PRAGMA busy_timeout=5000; PRAGMA query_only=ON; PRAGMA user_version;");
        }
        catch (SqliteException failure)
        {
            throw new OperatorException($"{path}: {SqliteFailures.SentenceOf(failure)}", failure);
        }
    }

    /// <summary>Gives the connection string of a file.</summary>
    public static string ConnectionStringOf(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();

    /// <summary>Does work in a transaction and returns when that is durable.</summary>
    /// <param name="work">The work; it may be run twice, and must have no effect besides the database.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work once it is queued.</param>
    public ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(WriteKind.Other, work, cancellationToken);

    /// <summary>Does the same for events that come in: they have a share of their own of the thread that writes.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public ValueTask<T> WriteIntakeAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        _writer.WriteAsync(WriteKind.Intake, work, cancellationToken);

    /// <summary>Reads for a caller of a tenant what is committed.</summary>
    /// <exception cref="StoreTimeoutException">The read took too long.</exception>
    public ValueTask<T> ReadForAsync<T>(string tenantId, Func<SqliteSession, T> read, CancellationToken cancellationToken) =>
        _callers.ReadAsync(tenantId, read, cancellationToken);

    /// <summary>Reads what is committed, for the service itself: something that an index finds at once.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_readers.TryTake(out SqliteSession? session))
            {
                session = OpenReader();
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
        _callers.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
        foreach (SqliteSession reader in _readers)
        {
            reader.Dispose();
        }

        _free.Dispose();
    }

    private SqliteSession OpenReader() => new(_connectionString, ReaderPragmas);
}
