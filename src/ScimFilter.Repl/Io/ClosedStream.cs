namespace ScimFilter.Repl.Io;

/// <summary>
/// Stands for a standard stream that the process was started without (<c>&lt;&amp;-</c>, <c>&gt;&amp;-</c>): using it is an error.
/// </summary>
/// <param name="name">The stream, as the message names it.</param>
internal sealed class ClosedStream(string name) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException($"{name} is closed");

    public override void Write(byte[] buffer, int offset, int count) => throw new IOException($"{name} is closed");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
