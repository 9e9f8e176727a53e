using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Interactive;

/// <summary>Answers the lines of the prompt: filters, and the commands of <see cref="ReplCommands"/>.</summary>
internal sealed class ReplSession
{
    private const int ShownMatches = 3;
    private const int ShownCharacters = 160;

    private readonly Channels _channels;
    private readonly ReplCommands _commands;

    public ReplSession(Channels channels)
    {
        _channels = channels;
        _commands = new ReplCommands(channels, Settings, Events);
    }

    public ReplSettings Settings { get; } = new();

    public LoadedEvents Events { get; } = new();

    /// <summary>Answers a line.</summary>
    /// <returns>Whether there is more to come.</returns>
    public bool Answer(string line)
    {
        string text = line.Trim();
        if (text.Length == 0)
        {
            return true;
        }

        // Commands are no filters, but 'load pr' is one on an attribute of that name.
        if (FilterExpression.TryParse(text, Settings.ParseOptions, out FilterExpression? filter, out FilterError? error))
        {
            Show(text, filter);
            return true;
        }

        ReplAnswer answer = _commands.TryRun(text);
        if (answer == ReplAnswer.NotACommand)
        {
            _channels.Output.WriteLine(Colours.Paint(_channels, Colours.Red, error.Draw(text)));
        }

        return answer != ReplAnswer.Quit;
    }

    private void Show(string text, FilterExpression filter)
    {
        var compiler = new FilterCompiler(Settings.CompilerOptions);
        _channels.Output.WriteLine(Colours.Paint(_channels, Colours.Green, filter.ToString()));
        _channels.Output.Write(FilterTree.Draw(filter));
        if (!compiler.TryCompile(filter, out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors))
        {
            _channels.Output.WriteLine(Colours.Paint(_channels, Colours.Red, FilterText.Draw(text, errors)));
        }
        else if (Events.Lines.Count > 0)
        {
            ShowMatches(compiled);
        }
    }

    private void ShowMatches(CompiledFilter filter)
    {
        var matches = Events.Lines.Where(line => filter.Matches(line)).ToList();
        _channels.Output.WriteLine($"{matches.Count} of {Events.Lines.Count} events match");
        foreach (byte[] line in matches.Take(ShownMatches))
        {
            _channels.Output.WriteLine($"  {Excerpt.Of(line, ShownCharacters)}");
        }

        if (matches.Count > ShownMatches)
        {
            _channels.Output.WriteLine("  …");
        }
    }
}
