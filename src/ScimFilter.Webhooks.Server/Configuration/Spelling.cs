namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>Finds what a misspelt word may have meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>Gives the end of a sentence that names the closest known word; an empty one if none is close.</summary>
    public static string Suggest(string word, IEnumerable<string> known) =>
        Closest(word, known) is { } closest ? $"; did you mean {closest}?" : "";

    /// <summary>Gives the closest known word; null if none is close. Case does not matter.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        (string? closest, int distance) = known
            .Select(other => ((string?)other, Distance(word.ToUpperInvariant(), other.ToUpperInvariant())))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, word.Length / 3) ? closest : null;
    }

    // Levenshtein's distance, a row at a time.
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 0; j < other.Length; j++)
            {
                int substituted = diagonal + (one[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substituted, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
