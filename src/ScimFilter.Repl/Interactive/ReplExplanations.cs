using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Interactive;

/// <summary>Explains a filter on the loaded events.</summary>
internal sealed class ReplExplanations(Channels channels, ReplSettings settings, LoadedEvents events)
{
    private const int ShownEvents = 10;
    private const int ShownCharacters = 160;

    /// <summary>Shows the first events, each with its explanation; or what is wrong.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="stop">Ends the explanations.</param>
    /// <exception cref="OperationCanceledException">They were ended.</exception>
    public void Show(string text, CancellationToken stop)
    {
        var compiler = new FilterCompiler(settings.CompilerOptions);
        if (!FilterExpression.TryParse(text, settings.ParseOptions, out FilterExpression? filter, out FilterError? error))
        {
            Complain(error.Draw(text));
        }
        else if (!compiler.TryCompile(filter, out _, out IReadOnlyList<FilterError> errors))
        {
            Complain(FilterText.Draw(text, errors));
        }
        else if (events.Lines.Count == 0)
        {
            Complain("no events are loaded; see 'load'");
        }
        else
        {
            Show(compiler, filter, stop);
        }
    }

    private void Show(FilterCompiler compiler, FilterExpression filter, CancellationToken stop)
    {
        foreach (byte[] line in events.Lines.Take(ShownEvents))
        {
            stop.ThrowIfCancellationRequested();
            channels.Output.WriteLine(Excerpt.Of(line, ShownCharacters));
            channels.Output.WriteLine(compiler.Explain(filter, line).ToString());
        }

        if (events.Lines.Count > ShownEvents)
        {
            channels.Output.WriteLine("…");
        }

        foreach (string hint in new MissingAttributes(events, compiler).Describe(filter, stop))
        {
            channels.Output.WriteLine(hint);
        }
    }

    private void Complain(string text) => channels.Output.WriteLine(Colours.Paint(channels, Colours.Red, text));
}
