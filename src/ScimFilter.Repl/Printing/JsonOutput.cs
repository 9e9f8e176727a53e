using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Printing;

/// <summary>Writes JSON lines. Not thread-safe.</summary>
internal sealed class JsonOutput(LineWriter output) : IDisposable
{
    // Nobody puts these lines into HTML, so that quotes and umlauts may stay as they are.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null, _options);

    /// <summary>Writes one object as one line.</summary>
    /// <param name="writeMembers">Writes what stands between the braces.</param>
    public void WriteLine(Action<Utf8JsonWriter> writeMembers)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        writeMembers(_writer);
        _writer.WriteEndObject();
        _writer.Flush();
        output.WriteLine(_buffer.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();
}
