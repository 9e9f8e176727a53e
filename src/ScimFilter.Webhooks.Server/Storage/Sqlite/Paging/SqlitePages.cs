using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

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
        (string sql, object?[] values) = StatementOf(list, cursor);
        var rows = new List<(SqliteCursor Place, T Item)>();
        bool more = false;
        int bytes = 0;
        session.Visit(
            sql,
            row =>
            {
                bytes += row.Length();
                more = rows.Count == list.Limit || (bytes > PageBounds.MaxBytes && rows.Count > 0);
                if (!more)
                {
                    rows.Add((new SqliteCursor(list.Order, Backwards: false, row.GetInt64(0), row.Key(1)), read(row)));
                }

                return !more;
            },
            values);
        if (cursor?.Backwards == true)
        {
            rows.Reverse();
        }

        return PageBounds.PageOf(
            [.. rows.Select(row => row.Item)], cursor, rows.Count > 0 ? rows[0].Place : null, rows.Count > 0 ? rows[^1].Place : null, more,
            list.Descending);
    }

    /// <summary>Gives the statement that reads a page and one row more.</summary>
    public static (string Sql, object?[] Values) StatementOf(SqliteList list, SqliteCursor? cursor)
    {
        bool descending = list.Descending != (cursor?.Backwards == true);
        object?[] values = [.. list.Values, .. cursor is { } at ? (object?[])[at.Key, at.Number] : [], list.Limit + 1];
        string behind = cursor is null ? ""
            : $" AND ({list.Key}, number) {(descending ? '<' : '>')} (?{list.Values.Count + 1}, ?{list.Values.Count + 2})";
        string direction = descending ? "DESC" : "ASC";
        return (
            $"SELECT number, {list.Key}, {list.Columns} FROM {list.Table} WHERE {list.Where}{behind} "
            + $"ORDER BY {list.Key} {direction}, number {direction} LIMIT ?{values.Length}",
            values);
    }
}
