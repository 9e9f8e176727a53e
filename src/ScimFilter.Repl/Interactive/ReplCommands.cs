using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;
using ScimFilter.Webhooks;

namespace ScimFilter.Repl.Interactive;

/// <summary>The commands of the prompt.</summary>
internal sealed class ReplCommands(Channels channels, ReplSettings settings, LoadedEvents events)
{
    private const int ShownEvents = 10;
    private const int ShownCharacters = 160;

    /// <summary>What turns a schema off.</summary>
    public const string None = "none";

    /// <summary>Gets the words that lines may start with, for completion.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["load", "events", "explain", "plan", "strict", "lenient", "case", "schema", "profile", "help", "quit"];

    /// <summary>Says that a line which starts with a colon is no command.</summary>
    public static string DescribeUnknown(string line)
    {
        string word = FirstWord(line);
        string hint = Misspelling.Nearest(word, [.. Words]) is { } nearest ? $"did you mean ':{nearest}'?" : "see ':help'";
        return Words.Contains(word)
            ? $"':{word}' does not take '{Excerpt.Of(line[word.Length..].Trim(), ShownCharacters)}'; see ':help'"
            : $"there is no command ':{Excerpt.Of(word, ShownCharacters)}'; {hint}";
    }

    /// <summary>Carries a command out.</summary>
    /// <param name="line">The line without a colon.</param>
    /// <param name="stop">Ends the command early.</param>
    /// <exception cref="OperationCanceledException">It was ended; nothing has changed.</exception>
    public ReplAnswer TryRun(string line, CancellationToken stop)
    {
        string word = FirstWord(line);
        string argument = line[word.Length..].Trim();
        switch (word, argument)
        {
            case ("quit" or "exit", ""):
                return ReplAnswer.Quit;
            case ("help" or "?", ""):
                return Say(ReplHelp.Text);
            case ("strict", ""):
                settings.Syntax = FilterSyntax.Strict;
                return Say("syntax: strict");
            case ("lenient", ""):
                settings.Syntax = FilterSyntax.Lenient;
                return Say("syntax: lenient");
            case ("case", "exact" or "ignore"):
                settings.IsCaseExact = argument == "exact";
                return Say($"case: {argument}");
            case ("profile", "webhooks" or None):
                settings.Schema = argument == None ? null : EventProfile.Qlik.Schema;
                return Say($"profile: {argument}");
            case ("schema", not ""):
                return UseSchema(argument);
            case ("load", not ""):
                return Load(argument, stop);
            case ("events", ""):
                return ShowEvents();
            case ("explain", not ""):
                new ReplExplanations(channels, settings, events).Show(argument, stop);
                return ReplAnswer.Done;
            case ("plan", not ""):
                return ShowPlan(argument);
            case ("explain" or "plan" or "load" or "case" or "profile" or "schema", ""):
                return Say($"'{word}' needs an argument; see 'help'");
            default:
                return ReplAnswer.NotACommand;
        }
    }

    private static string FirstWord(string line)
    {
        int blank = line.AsSpan().IndexOfAny(' ', '\t');
        return blank < 0 ? line : line[..blank];
    }

    private ReplAnswer UseSchema(string name)
    {
        if (name == None)
        {
            settings.Schema = null;
        }
        else if (SchemaFiles.Read([HomePath.Expand(name)], channels) is { } schema)
        {
            settings.Schema = schema;
        }
        else
        {
            return ReplAnswer.Done;
        }

        return Say($"schema: {name}");
    }

    private ReplAnswer ShowPlan(string text)
    {
        var command = new PlanCommand(channels, settings.ParseOptions, settings.CompilerOptions, eventTypes: []);
        return Say(command.TryPlan(text, out SubscriptionPlan? plan, out IReadOnlyList<FilterError> errors)
            ? PlanText.Draw(plan).TrimEnd('\n')
            : Colours.Paint(channels, Colours.Red, FilterText.Draw(text, errors)));
    }

    private ReplAnswer Say(string text)
    {
        channels.Output.WriteLine(text);
        return ReplAnswer.Done;
    }

    private ReplAnswer Load(string name, CancellationToken stop)
    {
        var lines = new List<byte[]>();
        CompiledFilter any = new FilterCompiler(settings.CompilerOptions with { Schema = null }).Compile(FilterExpression.Parse("id pr"));
        var file = new InputFile(HomePath.Expand(name), channels);
        bool isFine = file.ForEachLine((line, number) =>
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                any.Matches(line.Span);
                if (!file.IsObject(line.Span, number))
                {
                    return false;
                }

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

        events.Replace(lines, stop);
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
