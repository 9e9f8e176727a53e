using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Reads a list page by page: rows behind or before a row, by the key of the order and then by number.</summary>
internal static class SqlitePages
{
    /// <summary>Reads a page.</summary>
    /// <param name="session">Where.</param>
    /// <param name="list">The list.</param>
    /// <param name="read">Reads a row; its first two columns are the number and the key.</param>
    public static Page<T> Read<T>(SqliteSession session, SqliteList list, Func<SqliteRow, T> read)
    {
        SqliteCursor? cursor = list.Cursor is null ? null : SqliteCursor.Parse(list.Cursor, list.Order, list.HasNumericKey);
        bool backwards = cursor?.Backwards == true;
        bool descending = list.Descending != backwards;
        object?[] values = [.. list.Values, .. cursor is { } at ? (object?[])[at.Key, at.Number] : [], list.Limit + 1];
        string behind = cursor is null ? ""
            : $" AND ({list.Key}, number) {(descending ? '<' : '>')} (?{list.Values.Count + 1}, ?{list.Values.Count + 2})";
        string direction = descending ? "DESC" : "ASC";
        string sql = $"SELECT number, {list.Key}, {list.Columns} FROM {list.Table} WHERE {list.Where}{behind} "
            + $"ORDER BY {list.Key} {direction}, number {direction} LIMIT ?{values.Length}";
        var rows = session.Query(sql, row => (Number: row.GetInt64(0), Key: row.Key(1), Item: read(row)), values);
        bool more = rows.Count > list.Limit;
        if (more)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        if (backwards)
        {
            rows.Reverse();
        }

        // What was here has gone since the cursor was given: the way back begins with the cursor's own row.
        if (rows.Count == 0 && cursor is { } place)
        {
            var back = place with { Backwards = !backwards, Number = place.Number + (descending ? -1 : 1) };
            return new Page<T>([], backwards ? back.ToString() : null, backwards ? null : back.ToString());
        }

        bool hasNext = rows.Count > 0 && (backwards || more);
        bool hasPrevious = rows.Count > 0 && (backwards ? more : cursor is not null);
        return new Page<T>(
            [.. rows.Select(row => row.Item)],
            hasNext ? new SqliteCursor(list.Order, Backwards: false, rows[^1].Number, rows[^1].Key).ToString() : null,
            hasPrevious ? new SqliteCursor(list.Order, Backwards: true, rows[0].Number, rows[0].Key).ToString() : null);
    }
}
