using System.Text.Json;

namespace ScimFilter.Json;

/// <summary>
/// Rewrites the text behind a <see cref="JsonElement"/> as JSON to the letter (RFC 8259). A document may be parsed with comments and
/// trailing commas in it, and its elements keep them in their text.
/// </summary>
internal static class PlainJson
{
    /// <summary>What <see cref="JsonDocumentOptions"/> can allow beyond JSON.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = int.MaxValue,
    };

    /// <summary>Writes the tokens as they are, with the punctuation of JSON between them.</summary>
    /// <param name="json">The text.</param>
    /// <param name="target">Takes the result; as long as the text at least.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="JsonException">The text is none that <see cref="ReaderOptions"/> allow.</exception>
    public static int Write(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        int written = 0;
        bool followsValue = false;
        while (reader.Read())
        {
            JsonTokenType token = reader.TokenType;
            bool isEnd = token is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (followsValue && !isEnd)
            {
                target[written++] = (byte)',';
            }

            if (token is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                target[written++] = (byte)'"';
                written += Copy(reader.ValueSpan, target[written..]);
                target[written++] = (byte)'"';
            }
            else
            {
                written += Copy(reader.ValueSpan, target[written..]);
            }

            if (token == JsonTokenType.PropertyName)
            {
                target[written++] = (byte)':';
            }

            followsValue = token is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return written;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }
}
