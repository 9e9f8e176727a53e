using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>A connection and its prepared statements. For one thread at a time.</summary>
/// <remarks>
/// Statements run on the binding beneath Microsoft.Data.Sqlite: a command of that looks for each parameter by its name and makes a
/// reader at each run, which costs the one thread that writes more than many a statement does.
/// </remarks>
internal sealed class SqliteSession : IDisposable
{
    // Lists have many spellings, as callers combine filters: what was prepared first goes when there are more statements than this.
    private const int MaxStatements = 256;

    // Steps of a statement between two looks at whether it should go on: some ten microseconds.
    private const int StepsBetweenLooks = 2_000;

    private readonly SqliteConnection _connection;
    private readonly Queue<string> _prepared = new();
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString, string pragmas)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();

        // Without it a statement with a parameter behind LIMIT is planned anew each time that it runs.
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        Run(pragmas);
        _connection.CreateFunction(
            "holds_pieces", (string text, string pattern) => TextPattern.Holds(text, pattern), isDeterministic: true);
    }

    /// <summary>Gets the number of the row that was inserted last.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_connection.Handle);

    /// <summary>Runs reads that end with SQLITE_INTERRUPT when they are no longer wanted, also amid a statement.</summary>
    public T Interruptible<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        raw.sqlite3_progress_handler(_connection.Handle, StepsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return read(this);
        }
        finally
        {
            raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
        }
    }

    /// <summary>Runs a script that is not worth keeping prepared.</summary>
    public void Run(string script)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement. Its parameters are ?1, ?2 and so on.</summary>
    /// <returns>The number of rows that it changed, if it is one that changes rows.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        sqlite3_stmt statement = Prepare(sql, values);
        try
        {
            while (Step(statement))
            {
            }

            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Gives the number that a statement finds; zero when it finds none.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public long Scalar(string sql, params ReadOnlySpan<object?> values) => Query(sql, row => row.GetInt64(0), values).FirstOrDefault();

    /// <summary>Reads all rows of a statement.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public List<T> Query<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        sqlite3_stmt statement = Prepare(sql, values);
        try
        {
            while (Step(statement))
            {
                rows.Add(read(new SqliteRow(statement)));
            }

            return rows;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Reads rows of a statement one by one until a reader has enough.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="visit">Reads a row and says whether it wants the next.</param>
    /// <param name="values">The parameters.</param>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Visit(string sql, Func<SqliteRow, bool> visit, params ReadOnlySpan<object?> values)
    {
        sqlite3_stmt statement = Prepare(sql, values);
        try
        {
            while (Step(statement) && visit(new SqliteRow(statement)))
            {
            }
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose()
    {
        foreach (sqlite3_stmt statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out sqlite3_stmt? statement))
        {
            Check(raw.sqlite3_prepare_v3(_connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
            _statements.Add(sql, statement);
            _prepared.Enqueue(sql);
            if (_prepared.Count > MaxStatements && _statements.Remove(_prepared.Dequeue(), out sqlite3_stmt? oldest))
            {
                oldest.Dispose();
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            Check(SqliteBinding.Bind(statement, i + 1, values[i]));
        }

        return statement;
    }

    private bool Step(sqlite3_stmt statement)
    {
        int result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }
    }
}
