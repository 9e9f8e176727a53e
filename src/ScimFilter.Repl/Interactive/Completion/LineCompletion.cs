namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>Completes lines of the prompt: commands with their arguments, and filters.</summary>
internal sealed class LineCompletion(LoadedEvents events, ReplSettings settings)
{
    private readonly FilterCompletion _filters = new(events, settings);

    /// <summary>Gives what the end of a text may become.</summary>
    /// <param name="text">The line before the cursor.</param>
    public Candidates Complete(string text)
    {
        int start = text.Length - text.TrimStart().Length;
        string line = text[start..];
        bool hasColon = line.StartsWith(':');
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return CompleteFirstWord(text, start, hasColon);
        }

        int argument = start + line.Length - line[space..].TrimStart().Length;
        string typed = text[argument..];
        return line[(hasColon ? 1 : 0)..space] switch
        {
            "explain" or "plan" => After(argument, _filters.Complete(typed)),
            "load" => After(argument, PathCompletion.Complete(typed, Io.Samples.Events)),
            "schema" => After(argument, PathCompletion.Complete(typed, ReplCommands.None)),
            "case" => OneOf(argument, typed, "exact", "ignore"),
            "profile" => OneOf(argument, typed, "webhooks", ReplCommands.None),
            _ => hasColon ? new Candidates(text.Length, []) : _filters.Complete(text),
        };
    }

    private static Candidates After(int place, Candidates candidates) => candidates with { Start = place + candidates.Start };

    private static Candidates OneOf(int place, string typed, params string[] words) =>
        new(place, [.. words.Where(word => word.StartsWith(typed, StringComparison.Ordinal))]);

    /// <summary>A line starts with an attribute or a command; with a colon it is a command.</summary>
    private Candidates CompleteFirstWord(string text, int start, bool hasColon)
    {
        Candidates filter = hasColon ? new Candidates(start, []) : _filters.Complete(text);
        string colon = hasColon ? ":" : "";
        IEnumerable<string> commands = filter.Start > start ? [] : ReplCommands.Words
            .Select(word => colon + word)
            .Where(word => word.StartsWith(text[start..], StringComparison.OrdinalIgnoreCase));
        return filter with { Texts = [.. filter.Texts, .. commands] };
    }
}
