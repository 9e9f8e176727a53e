namespace ScimFilter.Repl.Io;

/// <summary>A file of lines by its name on the command line, where <c>-</c> is standard input.</summary>
internal sealed class InputFile(string name, Channels channels)
{
    /// <summary>Gets the name to show.</summary>
    public string Name { get; } = name == "-" ? "(standard input)" : NamedFile.Show(name);

    /// <summary>Gets a value indicating whether the file could be read so far, and no line of it was reported.</summary>
    public bool IsFine { get; private set; } = true;

    /// <summary>Gets a value indicating whether the file itself could be read so far.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <summary>Calls something for each line.</summary>
    /// <param name="onLine">Gets the line and its number; returns whether the line was fine.</param>
    /// <returns>Whether the file could be read and every line was fine.</returns>
    public bool ForEachLine(Func<ReadOnlyMemory<byte>, long, bool> onLine)
    {
        bool fine = true;
        foreach (InputLine line in Lines())
        {
            fine &= onLine(line.Text, line.Number);
        }

        return fine && IsFine;
    }

    /// <summary>Gives line after line, each valid until the next one; one that is too long is reported instead.</summary>
    public IEnumerable<InputLine> Lines()
    {
        using Stream? file = name == "-" ? null : Try(() => Samples.Open(name) ?? NamedFile.Open(name));
        if (file is null && name != "-")
        {
            yield break;
        }

        var reader = new LineReader(file ?? channels.Input, channels.Output.Flush);
        Func<LineReader?> next = () => reader.MoveNext() ? reader : null;
        while (Try(next) is not null)
        {
            if (reader.IsTooLong)
            {
                Report(reader.Number, $"the line is longer than {LineReader.DefaultMaxLength} bytes");
            }
            else
            {
                yield return new InputLine(reader.Line, reader.Number);
            }
        }
    }

    /// <summary>Reports a line that is JSON but no event.</summary>
    /// <param name="line">The line, which was read as JSON before.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Whether the line is an object.</returns>
    public bool IsObject(ReadOnlySpan<byte> line, long number)
    {
        if (EventKind.OtherThanObject(line) is not { } what)
        {
            return true;
        }

        string advice = what == EventKind.Array ? "; put each event on a line of its own" : "";
        Report(number, $"an event is a JSON object; this line is {what}{advice}");
        return false;
    }

    /// <summary>Reports trouble with a line.</summary>
    public void Report(long line, string message)
    {
        IsFine = false;
        channels.Report($"{Name}:{line}", message);
    }

    private T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            IsFine = IsReadable = false;
            channels.Report(Name, failure.Message);
            return null;
        }
    }
}
