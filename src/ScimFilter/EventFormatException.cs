using System.Globalization;
using System.Text.Json;

namespace ScimFilter;

/// <summary>An event cannot be read: it is not JSON, or it is beyond a limit of <see cref="FilterCompilerOptions"/>.</summary>
public sealed class EventFormatException : FormatException
{
    internal EventFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The event is not JSON, and where it ceases to be.</summary>
    internal static EventFormatException NotJson(JsonException exception) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The event is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {exception.BytePositionInLine ?? 0}."),
        exception);
}
