using RadLine;

namespace ScimFilter.Repl.Interactive;

/// <summary>Completes commands, the attributes of the loaded events, operators and the words between comparisons.</summary>
internal sealed class FilterCompletion(LoadedEvents events) : ITextCompletion
{
    private const string Explain = "explain ";

    private static readonly string[] _operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"];
    private static readonly string[] _connectives = ["and", "or", "not"];

    /// <summary>Gives what the word before the cursor may become.</summary>
    /// <param name="prefix">The line before the word.</param>
    /// <param name="word">The word; brackets that open in front of it belong to it.</param>
    /// <param name="suffix">The line behind the word.</param>
    public IEnumerable<string>? GetCompletions(string prefix, string word, string suffix)
    {
        int start = word.LastIndexOfAny(['(', '[']) + 1;
        string typed = word[start..];
        prefix = prefix.StartsWith(Explain, StringComparison.Ordinal) ? prefix[Explain.Length..] : prefix;
        return Candidates(prefix.TrimEnd(), start)
            .Where(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => word[..start] + candidate);
    }

    private IEnumerable<string> Candidates(string prefix, int brackets)
    {
        string last = prefix[(prefix.LastIndexOfAny([' ', '(', '[']) + 1)..];
        bool startsTerm = brackets > 0 || last.Length == 0 || _connectives.Contains(last, StringComparer.OrdinalIgnoreCase);
        return prefix.Length == 0 && brackets == 0 ? events.Paths.Concat(ReplCommands.Words)
            : startsTerm ? events.Paths.Append("not")
            : EndsTerm(last) ? ["and", "or"]
            : _operators;
    }

    private static bool EndsTerm(string last) =>
        last.Equals("pr", StringComparison.OrdinalIgnoreCase) || last[^1] is '"' or ')' or ']' || char.IsAsciiDigit(last[0])
        || last is "true" or "false" or "null";
}
