using System.Collections.Frozen;
using ScimFilter.Ast;

namespace ScimFilter.Formatting;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Suggestions
{
    private const int LongestWord = 256;
    private const int MostEdits = 3;

    private static readonly FrozenDictionary<string, string> _operatorAliases = OperatorTable.Rows.ToArray()
        .SelectMany(row => row.Aliases.Select(alias => (alias, row.Token)))
        .Concat(OperatorTable.PresentAliases.Select(alias => (alias, Token: OperatorTable.Present)))
        .ToFrozenDictionary(pair => pair.alias, pair => pair.Token, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _logicalAliases = new Dictionary<string, string>
    {
        ["&&"] = "and", ["&"] = "and", [","] = "and", ["||"] = "or", ["|"] = "or",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string? Operator(ReadOnlySpan<char> word) =>
        Alias(_operatorAliases, word) ?? Nearest(word, OperatorTable.Tokens);

    public static string? LogicalOperator(ReadOnlySpan<char> word) => Alias(_logicalAliases, word) ?? Nearest(word, ["and", "or"]);

    /// <summary>Finds the candidate with the fewest edits; equal ones in the order given, the same first letter before another.</summary>
    public static string? Nearest(ReadOnlySpan<char> word, IEnumerable<string> candidates)
    {
        if (word.IsEmpty || word.Length > LongestWord)
        {
            return null;
        }

        string? best = null;
        int bestScore = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int allowed = Math.Clamp(candidate.Length / 3, 1, MostEdits);
            int edits = Edits(word, candidate);
            int score = (edits * 2) + (char.ToLowerInvariant(word[0]) == char.ToLowerInvariant(candidate[0]) ? 0 : 1);
            if (edits <= allowed && edits < candidate.Length && score < bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    private static string? Alias(FrozenDictionary<string, string> aliases, ReadOnlySpan<char> word) =>
        aliases.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out string? alias) ? alias : null;

    /// <summary>
    /// Levenshtein's distance, ignoring case, as far as it is at most <see cref="MostEdits"/>. Letters further apart than that are never
    /// paired, so a letter of the candidate costs a few steps, however long the word is.
    /// </summary>
    private static int Edits(ReadOnlySpan<char> word, string candidate)
    {
        const int tooMany = MostEdits + 1;
        if (Math.Abs(word.Length - candidate.Length) > MostEdits)
        {
            return tooMany;
        }

        Span<int> row = stackalloc int[LongestWord + 1];
        row.Fill(tooMany);
        for (int j = 0; j <= Math.Min(word.Length, MostEdits); j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= candidate.Length; i++)
        {
            int first = Math.Max(1, i - MostEdits);
            int diagonal = row[first - 1];
            row[first - 1] = first == 1 ? Math.Min(i, tooMany) : tooMany;
            for (int j = first; j <= Math.Min(word.Length, i + MostEdits); j++)
            {
                int substitution = diagonal + (char.ToLowerInvariant(word[j - 1]) == char.ToLowerInvariant(candidate[i - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(tooMany, Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[word.Length];
    }
}
