namespace ScimFilter.Repl.Io;

/// <summary>
/// Reads the lines of a stream as bytes: the line feed and a carriage return before it are cut off, so is a byte order mark at the start.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="beforeRead">What to do before a read, which may wait: whoever sends line by line expects the answers by then.</param>
/// <param name="maxLength">The longest line in bytes; the rest of a longer one is passed over and not kept.</param>
internal sealed class LineReader(Stream stream, Action beforeRead, int maxLength = LineReader.DefaultMaxLength)
{
    public const int DefaultMaxLength = 1 << 26;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Gets the number of the current line, counted from one.</summary>
    public long Number { get; private set; }

    /// <summary>Gets a value indicating whether the current line is longer than allowed; it is empty then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Gets the current line; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Goes to the next line that is not blank.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public bool MoveNext()
    {
        while (ReadLine())
        {
            if (IsTooLong || Line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadLine()
    {
        IsTooLong = false;
        int searched = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                Take(searched + feed, separator: 1);
                return true;
            }

            searched = _end - _start;
            if (_atEnd)
            {
                bool hasLine = searched > 0 || IsTooLong;
                Take(searched, separator: 0);
                return hasLine;
            }

            if (searched > maxLength)
            {
                IsTooLong = true;
                _start = _end;
                searched = 0;
            }

            Fill();
        }
    }

    private void Take(int length, int separator)
    {
        Number++;
        IsTooLong |= length > maxLength;
        ReadOnlyMemory<byte> line = IsTooLong ? default : _buffer.AsMemory(_start, length);
        line = line.Span.EndsWith("\r"u8) ? line[..^1] : line;
        Line = Number == 1 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        _start += length + separator;
    }

    private void Fill()
    {
        int kept = _end - _start;
        if (kept == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        (_start, _end) = (0, kept);
        beforeRead();
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _atEnd = read == 0;
        _end += read;
    }
}
