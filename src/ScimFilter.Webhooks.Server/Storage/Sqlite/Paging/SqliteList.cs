namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

/// <summary>A list that is read page by page.</summary>
internal sealed record SqliteList
{
    /// <summary>Gets the table, with the index that is walked: without it SQLite might sort what it finds.</summary>
    public required string Table { get; init; }

    public required string Columns { get; init; }

    public required string Where { get; init; }

    /// <summary>Gets the values of the parameters in <see cref="Where"/>.</summary>
    public required IReadOnlyList<object?> Values { get; init; }

    /// <summary>Gets the expression that is ordered by.</summary>
    public required string Key { get; init; }

    public required bool HasNumericKey { get; init; }

    public required bool Descending { get; init; }

    /// <summary>Gets what cursors must be of.</summary>
    public required byte Order { get; init; }

    public required int Limit { get; init; }

    public required string? Cursor { get; init; }
}
