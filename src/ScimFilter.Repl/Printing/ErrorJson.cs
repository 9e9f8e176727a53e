using System.Text.Json;

namespace ScimFilter.Repl.Printing;

/// <summary>Writes the member <c>error</c>: <c>{"kind","offset","length","message"}</c>.</summary>
internal static class ErrorJson
{
    /// <summary>The kind of a line that does not hold what the command takes.</summary>
    public const string InvalidInput = "invalidInput";

    /// <summary>The kind of a resource that cannot be read.</summary>
    public const string InvalidEvent = "invalidEvent";

    public static void Write(Utf8JsonWriter writer, FilterError error) =>
        Write(writer, JsonNamingPolicy.CamelCase.ConvertName(error.Kind.ToString()), error.Offset, error.Length, error.Message);

    /// <summary>Writes an error that has no place in a filter.</summary>
    public static void Write(Utf8JsonWriter writer, string kind, string message) => Write(writer, kind, 0, 0, message);

    private static void Write(Utf8JsonWriter writer, string kind, int offset, int length, string message)
    {
        writer.WriteStartObject("error");
        writer.WriteString("kind", kind);
        writer.WriteNumber("offset", offset);
        writer.WriteNumber("length", length);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }
}
