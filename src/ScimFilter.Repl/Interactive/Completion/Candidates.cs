namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>What may stand at the cursor.</summary>
/// <param name="Start">The place in the line at which each candidate starts; it ends at the cursor.</param>
/// <param name="Texts">The candidates, in the order in which they are listed.</param>
internal sealed record Candidates(int Start, IReadOnlyList<string> Texts)
{
    /// <summary>Gives what all candidates start with, ignoring case.</summary>
    public string CommonStart()
    {
        string common = Texts.Count == 0 ? "" : Texts[0];
        foreach (string text in Texts)
        {
            int length = 0;
            int most = Math.Min(common.Length, text.Length);
            while (length < most && char.ToUpperInvariant(common[length]) == char.ToUpperInvariant(text[length]))
            {
                length++;
            }

            common = common[..length];
        }

        // Half of a surrogate pair is no character.
        return common.Length > 0 && char.IsHighSurrogate(common[^1]) ? common[..^1] : common;
    }
}
