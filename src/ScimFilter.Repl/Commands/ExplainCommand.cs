using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>explain FILTER FILE</c>: for each event why the filter holds, or why not.</summary>
internal sealed class ExplainCommand(Channels channels, FilterOptions parsing, FilterCompilerOptions options)
{
    private readonly FilterCompiler _compiler = new(options);

    /// <summary>Gets a value indicating whether each answer is a JSON line, not a tree.</summary>
    public bool IsJson { get; init; }

    /// <summary>Explains a filter on the events of a file.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="fileName">The file.</param>
    public int Run(string text, string fileName)
    {
        if (FilterText.Compile(text, parsing, _compiler, out string pictures) is null)
        {
            channels.Error.WriteLine(pictures);
            return ExitCode.Trouble;
        }

        FilterExpression filter = FilterExpression.Parse(text, parsing);
        using var output = new JsonOutput(channels.Output);
        var file = new InputFile(fileName, channels);
        bool some = false;
        long number = -1;
        foreach (InputLine line in file.Lines())
        {
            number++;
            if (Explain(filter, line, file) is { } explanation)
            {
                some |= explanation.Holds;
                Write(output, number, explanation);
            }
        }

        return !file.IsFine ? ExitCode.Trouble : some ? ExitCode.Success : ExitCode.No;
    }

    private FilterExplanation? Explain(FilterExpression filter, InputLine line, InputFile file)
    {
        try
        {
            FilterExplanation explanation = _compiler.Explain(filter, line.Text.Span);
            return file.IsObject(line.Text.Span, line.Number) ? explanation : null;
        }
        catch (EventFormatException failure)
        {
            file.Report(line.Number, failure.Message);
            return null;
        }
    }

    private void Write(JsonOutput output, long number, FilterExplanation explanation)
    {
        if (!IsJson)
        {
            channels.Output.WriteLine($"event {number}:\n{explanation}\n");
            return;
        }

        output.WriteLine(writer =>
        {
            writer.WriteNumber("event", number);
            writer.WritePropertyName("explanation");
            explanation.WriteTo(writer);
        });
    }
}
