using System.Text;

namespace ScimFilter.Repl.Io;

/// <summary>Writes lines of text or of bytes, buffered, as UTF-8 that ends in line feeds.</summary>
/// <param name="stream">The target.</param>
/// <param name="beforeWrite">What to do before each line; null for nothing.</param>
internal sealed class LineWriter(Stream stream, Action? beforeWrite = null) : IDisposable
{
    private const int BrokenPipe = 32;

    // An unpaired surrogate becomes U+FFFD: there is no other way to write one as UTF-8.
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly BufferedStream _buffer = new(stream, 1 << 16);

    public void Write(string text)
    {
        beforeWrite?.Invoke();
        Write(_utf8.GetBytes(text));
    }

    public void WriteLine(string text) => Write(text + "\n");

    public void WriteLine(ReadOnlySpan<byte> utf8)
    {
        beforeWrite?.Invoke();
        Write(utf8);
        Write("\n"u8);
    }

    /// <summary>Writes and flushes without doing first what is otherwise done before each line.</summary>
    public void WriteAlone(string text)
    {
        Write(_utf8.GetBytes(text));
        Flush();
    }

    public void Flush()
    {
        try
        {
            _buffer.Flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Explain(failure);
        }
    }

    /// <summary>Does not flush: whoever wants the output calls <see cref="Flush"/> and learns of failures.</summary>
    public void Dispose() => stream.Dispose();

    private static OutputException Explain(Exception failure) => new(failure, isClosed: failure.HResult == BrokenPipe);

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _buffer.Write(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Explain(failure);
        }
    }
}
