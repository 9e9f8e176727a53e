namespace ScimFilter.Repl.Io;

/// <summary>A file of lines by its name on the command line, where <c>-</c> is standard input.</summary>
internal sealed class InputFile(string name, Channels channels)
{
    /// <summary>Gets the name to show.</summary>
    public string Name { get; } = name == "-" ? "(standard input)" : name;

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
        using Stream? file = name == "-" ? null : Try(() => Samples.Open(name) ?? Open());
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

    /// <summary>Reports a line that is JSON but no event: an event is an object, and anything else would match nothing without a word.</summary>
    /// <returns>Whether the line is an object, or not JSON at all, which whoever reads it reports.</returns>
    public bool IsObject(ReadOnlySpan<byte> line, long number)
    {
        string? what = line.TrimStart(" \t\r"u8) switch
        {
            [(byte)'[', ..] => "an array; put each event on a line of its own",
            [(byte)'"', ..] => "a string",
            [(byte)'t' or (byte)'f' or (byte)'n' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..] => "a single value",
            _ => null,
        };
        if (what is not null)
        {
            Report(number, $"an event is a JSON object; this line is {what}");
        }

        return what is null;
    }

    /// <summary>Reports trouble with a line.</summary>
    public void Report(long line, string message)
    {
        IsFine = false;
        channels.Report($"{Name}:{line}", message);
    }

    private FileStream Open() => Directory.Exists(name)
        ? throw new IOException("it is a directory")
        : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

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
