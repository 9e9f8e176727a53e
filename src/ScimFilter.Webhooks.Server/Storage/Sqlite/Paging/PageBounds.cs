using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

/// <summary>What a page of a list may take, and the cursors at its ends.</summary>
internal static class PageBounds
{
    /// <summary>
    /// Rows of a page have so many bytes at most, unless its first row alone has more. The page then ends early and has a next one.
    /// </summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Makes a page.</summary>
    /// <param name="items">The items in the order of the list.</param>
    /// <param name="cursor">The cursor of the request.</param>
    /// <param name="first">The place of the first row that was read, in the order of the list; null when none was.</param>
    /// <param name="last">The place of the last one.</param>
    /// <param name="more">Whether there are more rows in the direction of reading.</param>
    /// <param name="descending">The direction of the list, read forwards.</param>
    public static Page<T> PageOf<T>(
        IReadOnlyList<T> items, SqliteCursor? cursor, SqliteCursor? first, SqliteCursor? last, bool more, bool descending)
    {
        // A page that was emptied since its cursor was given still leads back to where the reader came from.
        SqliteCursor? back = cursor?.Turned(descending);
        (SqliteCursor? next, SqliteCursor? previous) = cursor?.Backwards == true
            ? (last ?? back, more ? first : null)
            : (more ? last : null, cursor is null ? null : first ?? back);
        return new Page<T>(
            items, (next is { } behind ? behind with { Backwards = false } : next)?.ToString(),
            (previous is { } before ? before with { Backwards = true } : previous)?.ToString());
    }
}
