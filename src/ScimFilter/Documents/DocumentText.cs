using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ScimFilter.Formatting;

namespace ScimFilter.Documents;

/// <summary>
/// A JSON text that a person wrote for this library, such as a schema. Whatever is wrong with it is a <see cref="FormatException"/> that
/// says what it should have been, the line, the column and the place in the document. Not thread-safe.
/// </summary>
/// <remarks>
/// Elements of a <see cref="JsonDocument"/> do not know where they stand, but their bytes are part of ours, which tells it.
/// </remarks>
internal sealed class DocumentText : IDisposable
{
    /// <summary>The most characters of a text.</summary>
    public const int MaxLength = 1 << 22;

    /// <summary>The most objects and arrays inside one another.</summary>
    public const int MaxDepth = 64;

    private readonly string _kind;
    private readonly byte[] _utf8;
    private readonly JsonDocument _document;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What it should be, with its article, for the message.</param>
    /// <exception cref="FormatException">It is not JSON, too long or too deep.</exception>
    public DocumentText(string text, string kind)
    {
        _kind = kind;
        if (text.Length > MaxLength)
        {
            throw new FormatException(
                $"This is not {kind}: it is longer than {MaxLength.ToString("N0", CultureInfo.InvariantCulture)} characters.");
        }

        _utf8 = Encoding.UTF8.GetBytes(text);
        CheckSyntax();
        _document = JsonDocument.Parse(_utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Gets the outermost value.</summary>
    public DocumentValue Root => new(this, _document.RootElement, "");

    public void Dispose() => _document.Dispose();

    /// <summary>Gives the exception for what is wrong with a value.</summary>
    public FormatException Fault(JsonElement value, string path, string message) =>
        Fault(JsonMarshal.GetRawUtf8Value(value), path, message);

    /// <summary>Gives the exception for what is wrong with a member as a whole; it stands at the name.</summary>
    public FormatException Fault(JsonProperty member, string path, string message) =>
        Fault(JsonMarshal.GetRawUtf8PropertyName(member), path, message);

    private FormatException Fault(ReadOnlySpan<byte> part, string path, string message)
    {
        _utf8.AsSpan().Overlaps(part, out int offset);
        return Fault(offset, path, message);
    }

    private FormatException Fault(int offset, string path, string message)
    {
        ReadOnlySpan<byte> before = _utf8.AsSpan(0, offset);
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        string place = path.Length == 0 ? "" : $", {path}";
        return new FormatException(string.Create(
            CultureInfo.InvariantCulture,
            $"This is not {_kind}: line {line}, column {column}{place}: {message}{(message.EndsWith('?') ? "" : ".")}"));
    }

    /// <summary>Goes through the text once, so that faults of syntax and depth are found where they are.</summary>
    private void CheckSyntax()
    {
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    throw Fault((int)reader.TokenStartIndex, "", $"more than {MaxDepth} objects and arrays inside one another");
                }
            }
        }
        catch (JsonException exception)
        {
            int offset = OffsetOf(exception);
            throw Fault(offset, "", "not JSON, " + Printable.Clean(NamedAt(offset) ?? Reason(exception)));
        }
    }

    private int OffsetOf(JsonException exception)
    {
        int start = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += _utf8.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + (exception.BytePositionInLine ?? 0), _utf8.Length);
    }

    /// <summary>JSON is ASCII outside its strings; the reader would call another character by one of its bytes.</summary>
    private string? NamedAt(int offset) =>
        offset < _utf8.Length && _utf8[offset] >= 0x80
            && Rune.DecodeFromUtf8(_utf8.AsSpan(offset), out Rune rune, out _) == OperationStatus.Done
            ? $"{CharacterName.Of(rune)} cannot stand here"
            : null;

    /// <summary>The reader puts the place behind its message, in bytes.</summary>
    private static string Reason(JsonException exception) => exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
