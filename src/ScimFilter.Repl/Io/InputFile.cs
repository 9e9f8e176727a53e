namespace ScimFilter.Repl.Io;

/// <summary>A file of lines by its name on the command line, where <c>-</c> is standard input.</summary>
internal sealed class InputFile(string name, Channels channels)
{
    /// <summary>Gets the name to show.</summary>
    public string Name { get; } = name == "-" ? "(standard input)" : name;

    /// <summary>Calls something for each line; one that is too long is reported instead.</summary>
    /// <param name="onLine">Gets the line and its number; returns whether the line was fine.</param>
    /// <returns>Whether the file could be read and every line was fine.</returns>
    public bool ForEachLine(Func<ReadOnlyMemory<byte>, long, bool> onLine)
    {
        try
        {
            using Stream? file = name == "-" ? null : Samples.Open(name) ?? new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var reader = new LineReader(file ?? channels.Input, channels.Output.Flush);
            bool fine = true;
            while (reader.MoveNext())
            {
                if (reader.IsTooLong)
                {
                    Report(reader.Number, $"the line is longer than {LineReader.DefaultMaxLength} bytes");
                    fine = false;
                }
                else
                {
                    fine &= onLine(reader.Line, reader.Number);
                }
            }

            return fine;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            channels.Report(Name, failure.Message);
            return false;
        }
    }

    /// <summary>Reports trouble with a line.</summary>
    public void Report(long line, string message) => channels.Report($"{Name}:{line}", message);
}
