namespace ScimFilter.Repl.Io;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Misspelling
{
    private const int LongestName = 32;

    /// <summary>
    /// Gives the nearest of some names; null when none is near: more than a third of its letters, more than two, or all would have
    /// to change.
    /// </summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="known">The names there are; of several that are equally near the first one counts.</param>
    public static string? Nearest(string name, params ReadOnlySpan<string> known)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string one in known)
        {
            int distance = name.Length > LongestName ? int.MaxValue : Distance(name.ToLowerInvariant(), one.ToLowerInvariant());
            int most = Math.Min(Math.Min(2, Math.Max(1, one.Length / 3)), Math.Max(name.Length, one.Length) - 1);
            if (distance <= most && distance < least)
            {
                (nearest, least) = (one, distance);
            }
        }

        return nearest;
    }

    // Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment): "fitler" is one step from "filter".
    private static int Distance(string a, string b)
    {
        int[,] steps = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }

                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                steps[i, j] = Math.Min(Math.Min(steps[i - 1, j] + 1, steps[i, j - 1] + 1), steps[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[a.Length, b.Length];
    }
}
