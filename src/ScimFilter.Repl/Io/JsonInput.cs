using System.Text.Json;

namespace ScimFilter.Repl.Io;

/// <summary>Reads one line as a JSON object.</summary>
internal static class JsonInput
{
    // The document is read without recursion, so the depth costs nothing but its length.
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 1 << 20 };

    /// <summary>Parses a line.</summary>
    /// <exception cref="InputFormatException">The line is not a JSON object.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, _options);
        }
        catch (JsonException failure)
        {
            throw new InputFormatException($"the line is not JSON, at byte {failure.BytePositionInLine}", failure);
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw new InputFormatException("the line is not a JSON object");
        }

        return document;
    }

    /// <summary>Gives a member that must be there as a string.</summary>
    /// <exception cref="InputFormatException">The member is absent or no string.</exception>
    public static string RequireString(JsonElement line, string name) =>
        OptionalString(line, name) ?? throw new InputFormatException($"the line has no \"{name}\"");

    /// <summary>Gives a member that may be absent or null.</summary>
    /// <exception cref="InputFormatException">The member is no string.</exception>
    public static string? OptionalString(JsonElement line, string name) =>
        !line.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? JsonStrings.Decode(value)
        : throw new InputFormatException($"\"{name}\" is not a string");

    /// <summary>Gives a member that may be absent or null, which count as false.</summary>
    /// <exception cref="InputFormatException">The member is no boolean.</exception>
    public static bool OptionalBoolean(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new InputFormatException($"\"{name}\" is not a boolean"),
        };
}
