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
    /// <param name="line">The line.</param>
    /// <param name="stop">Ends the answer early; what is loaded and set stays as it was.</param>
    /// <returns>Whether there is more to come.</returns>
    public bool Answer(string line, CancellationToken stop = default)
    {
        try
        {
            string text = line.Trim();
            return text.Length == 0 || (text[0] == ':' ? Command(text[1..], stop) : FilterOrCommand(text, stop));
        }
        catch (OperationCanceledException)
        {
            _channels.Output.WriteLine("stopped");
            return true;
        }
    }

    private bool Command(string text, CancellationToken stop)
    {
        ReplAnswer answer = _commands.TryRun(text, stop);
        if (answer == ReplAnswer.NotACommand)
        {
            Complain(ReplCommands.DescribeUnknown(text));
        }

        return answer != ReplAnswer.Quit;
    }

    /// <summary>Without a colon 'load pr' is a filter on an attribute of that name; what is no filter may be a command.</summary>
    private bool FilterOrCommand(string text, CancellationToken stop)
    {
        if (FilterExpression.TryParse(text, Settings.ParseOptions, out FilterExpression? filter, out FilterError? error))
        {
            Show(text, filter, stop);
            return true;
        }

        ReplAnswer answer = _commands.TryRun(text, stop);
        if (answer == ReplAnswer.NotACommand)
        {
            Complain(error.Draw(text));
        }

        return answer != ReplAnswer.Quit;
    }

    private void Complain(string text) => _channels.Output.WriteLine(Colours.Paint(_channels, Colours.Red, text));

    private void Show(string text, FilterExpression filter, CancellationToken stop)
    {
        var compiler = new FilterCompiler(Settings.CompilerOptions);
        _channels.Output.WriteLine(Colours.Paint(_channels, Colours.Green, filter.ToString()));
        _channels.Output.Write(FilterTree.Draw(filter));
        if (!compiler.TryCompile(filter, out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors))
        {
            Complain(FilterText.Draw(text, errors));
        }
        else if (Events.Lines.Count > 0)
        {
            ShowMatches(compiled, stop);
            foreach (string hint in new MissingAttributes(Events, compiler).Describe(filter, stop))
            {
                _channels.Output.WriteLine(hint);
            }
        }
    }

    private void ShowMatches(CompiledFilter filter, CancellationToken stop)
    {
        var matches = new List<byte[]>();
        foreach (byte[] line in Events.Lines)
        {
            stop.ThrowIfCancellationRequested();
            if (filter.Matches(line))
            {
                matches.Add(line);
            }
        }

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
