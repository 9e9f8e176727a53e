namespace ScimFilter.Repl.Io;

/// <summary>The input and the two outputs of a command.</summary>
internal sealed class Channels : IDisposable
{
    public Channels(Stream input, Stream output, Stream error)
    {
        Input = input;
        Output = new LineWriter(output);
        Error = new LineWriter(error, () => Output.Flush());
    }

    public Stream Input { get; }

    public LineWriter Output { get; }

    /// <summary>
    /// Gets the output for diagnostics; writing to it flushes <see cref="Output"/> first, so that a terminal shows both in order.
    /// </summary>
    public LineWriter Error { get; }

    /// <summary>Gets a value indicating whether a person types the input and reads the output.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Gets a value indicating whether a person reads the diagnostics.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Reports trouble with a file.</summary>
    /// <param name="place">The file, or <c>file:line</c>.</param>
    /// <param name="message">What is wrong; a picture may follow on further lines.</param>
    public void Report(string place, string message)
    {
        Error.WriteLine($"{place}: {message}");
        Error.Flush();
    }

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }
}
