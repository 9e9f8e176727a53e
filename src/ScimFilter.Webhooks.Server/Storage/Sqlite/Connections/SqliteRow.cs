using System.Text;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>The row at which a statement stands; gone with its next step.</summary>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>
    /// Gives a number of something: what is outside of 0 to 1,000,000,000, as only a damaged row is, becomes the nearest of these.
    /// </summary>
    public int Count(int column) => (int)Math.Clamp(GetInt64(column), 0, 1_000_000_000);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    // As bytes, because a text of SQLite may hold a NUL, and a pointer to it does not tell its length.
    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Gives a time: one that no clock shows, as only a damaged row has, becomes the first or the last that there is.</summary>
    public DateTimeOffset Time(int column) =>
        new(Math.Clamp(GetInt64(column), DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>Gives the number of bytes of a text or a blob, zero for null, without copying it.</summary>
    public int Length(int column) => raw.sqlite3_column_bytes(statement, column);

    /// <summary>Gives the number of bytes of all texts and blobs of the row.</summary>
    public int Length()
    {
        int length = 0;
        for (int column = raw.sqlite3_column_count(statement) - 1; column >= 0; column--)
        {
            length += raw.sqlite3_column_type(statement, column) is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? Length(column) : 0;
        }

        return length;
    }

    /// <summary>Gives the beginning of a text: as many whole characters as fit.</summary>
    public string? Text(int column, int maxBytes)
    {
        ReadOnlySpan<byte> text = raw.sqlite3_column_blob(statement, column);
        if (text.Length <= maxBytes)
        {
            return Text(column);
        }

        // A byte that continues a character is 10xxxxxx.
        int length = maxBytes;
        while (length > 0 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return Encoding.UTF8.GetString(text[..length]);
    }

    public string? Text(int column) => IsNull(column) ? null : GetString(column);

    public byte[]? Bytes(int column) => IsNull(column) ? null : GetBytes(column);

    /// <summary>Gives an integer or a text.</summary>
    public object Key(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_INTEGER ? GetInt64(column)
        : GetString(column);
}
