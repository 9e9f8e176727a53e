using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Commands;

/// <summary><c>eval FILTER FILE...</c>: prints the events that match, as grep prints lines.</summary>
internal sealed class EvalCommand(Channels channels, FilterOptions parsing, FilterCompilerOptions options)
{
    /// <summary>Evaluates a filter on the events of some files.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="files">The files; none means standard input.</param>
    public int Run(string text, IReadOnlyList<string> files)
    {
        if (FilterText.Compile(text, parsing, new FilterCompiler(options), out string pictures) is not { } filter)
        {
            channels.Error.WriteLine(pictures);
            return ExitCode.Trouble;
        }

        bool fine = true;
        bool some = false;
        foreach (string name in files.Count == 0 ? ["-"] : files)
        {
            var file = new InputFile(name, channels);
            fine &= file.ForEachLine((line, number) => Evaluate(filter, file, line, number, ref some));
        }

        return !fine ? ExitCode.Trouble : some ? ExitCode.Success : ExitCode.No;
    }

    private bool Evaluate(CompiledFilter filter, InputFile file, ReadOnlyMemory<byte> line, long number, ref bool some)
    {
        try
        {
            // What is no JSON at all is found first.
            bool isMatch = filter.Matches(line.Span);
            if (!file.IsObject(line.Span, number))
            {
                return false;
            }

            if (isMatch)
            {
                some = true;
                channels.Output.WriteLine(line.Span);
            }

            return true;
        }
        catch (EventFormatException failure)
        {
            file.Report(number, failure.Message);
            return false;
        }
    }
}
