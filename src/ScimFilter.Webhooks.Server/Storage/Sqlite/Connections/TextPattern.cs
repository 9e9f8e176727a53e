namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>Patterns of the list of webhooks.</summary>
internal static class TextPattern
{
    /// <summary>
    /// Says whether a text holds the pieces of a pattern between its stars, one behind the other. Takes each piece where it first occurs,
    /// which leaves the most text for the next: the time is that of one search, however many stars there are.
    /// </summary>
    public static bool Holds(string text, string pattern)
    {
        ReadOnlySpan<char> rest = text;
        foreach (Range range in pattern.AsSpan().Split('*'))
        {
            ReadOnlySpan<char> piece = pattern.AsSpan(range);
            int at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }
}
