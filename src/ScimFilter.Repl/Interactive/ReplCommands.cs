using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Interactive;

/// <summary>The commands of the prompt.</summary>
internal sealed class ReplCommands(Channels channels, ReplSettings settings, LoadedEvents events)
{
    private const int ShownEvents = 10;
    private const int ShownCharacters = 160;

    private const string Help = """
        A filter        shows its canonical text, its tree, and how many of the loaded events match
        load FILE       loads events, one JSON object a line
        events          shows the loaded events
        explain FILTER  shows why a filter matches the loaded events, or why not
        strict|lenient  chooses the syntax: the ABNF of RFC 7644 to the letter, or with its usual extensions
        case exact|ignore
                        chooses how strings compare
        profile webhooks|none
                        chooses what filters are checked against
        help            shows this
        quit            leaves, as the end of the input does
        """;

    /// <summary>Gets the words that lines may start with, for completion.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["load", "events", "explain", "strict", "lenient", "case exact", "case ignore", "profile webhooks", "profile none", "help", "quit"];

    /// <summary>Carries a command out.</summary>
    public ReplAnswer TryRun(string line)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string argument = words.Length > 1 ? words[1] : "";
        switch (words[0], argument)
        {
            case ("quit" or "exit", ""):
                return ReplAnswer.Quit;
            case ("help" or "?", ""):
                return Say(Help);
            case ("strict", ""):
                settings.Syntax = FilterSyntax.Strict;
                return Say("syntax: strict");
            case ("lenient", ""):
                settings.Syntax = FilterSyntax.Lenient;
                return Say("syntax: lenient");
            case ("case", "exact" or "ignore"):
                settings.IsCaseExact = argument == "exact";
                return Say($"case: {argument}");
            case ("profile", "webhooks" or "none"):
                settings.UsesWebhookProfile = argument == "webhooks";
                return Say($"profile: {argument}");
            case ("load", not ""):
                return Load(argument);
            case ("events", ""):
                return ShowEvents();
            case ("explain", not ""):
                new ReplExplanations(channels, settings, events).Show(argument);
                return ReplAnswer.Done;
            case ("explain" or "load" or "case" or "profile", ""):
                return Say($"'{words[0]}' needs an argument; see 'help'");
            default:
                return ReplAnswer.NotACommand;
        }
    }

    private ReplAnswer Say(string text)
    {
        channels.Output.WriteLine(text);
        return ReplAnswer.Done;
    }

    private ReplAnswer Load(string name)
    {
        var lines = new List<byte[]>();
        CompiledFilter any = new FilterCompiler(settings.CompilerOptions with { Schema = null }).Compile(FilterExpression.Parse("id pr"));
        var file = new InputFile(name, channels);
        bool isFine = file.ForEachLine((line, number) =>
        {
            try
            {
                any.Matches(line.Span);
                lines.Add(line.ToArray());
                return true;
            }
            catch (EventFormatException failure)
            {
                file.Report(number, failure.Message);
                return false;
            }
        });
        if (lines.Count == 0 && !isFine)
        {
            return ReplAnswer.Done;
        }

        events.Replace(lines);
        return Say($"{lines.Count} events loaded");
    }

    private ReplAnswer ShowEvents()
    {
        Say($"{events.Lines.Count} events");
        foreach (byte[] line in events.Lines.Take(ShownEvents))
        {
            Say($"  {Excerpt.Of(line, ShownCharacters)}");
        }

        return events.Lines.Count > ShownEvents ? Say("  …") : ReplAnswer.Done;
    }
}
