using System.Text;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>The row at which a statement stands; gone with its next step.</summary>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    // As bytes, because a text of SQLite may hold a NUL, and a pointer to it does not tell its length.
    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public DateTimeOffset Time(int column) => new(GetInt64(column), TimeSpan.Zero);

    public string? Text(int column) => IsNull(column) ? null : GetString(column);

    public byte[]? Bytes(int column) => IsNull(column) ? null : GetBytes(column);

    /// <summary>Gives an integer or a text.</summary>
    public object Key(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_INTEGER ? GetInt64(column) : GetString(column);
}
