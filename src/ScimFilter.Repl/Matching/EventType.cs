using System.Text.Json;

namespace ScimFilter.Repl.Matching;

/// <summary>Reads the type of an event: <c>type</c> of a CloudEvent, or <c>eventType</c> when there is none.</summary>
internal static class EventType
{
    // Only the top level is looked at; what is deeper is skipped without recursion.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads the type.</summary>
    /// <param name="utf8Event">The event, which is known to be JSON.</param>
    /// <returns>The type; null when the event has none that is a string.</returns>
    public static string? Read(ReadOnlySpan<byte> utf8Event)
    {
        var reader = new Utf8JsonReader(utf8Event, _options);
        string? legacy = null;
        bool hasLegacy = false;
        reader.Read();
        while (reader.TokenType != JsonTokenType.None && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isLegacy = !hasLegacy && reader.ValueTextEquals("eventType"u8);
            reader.Read();
            if (isType && reader.TokenType != JsonTokenType.Null)
            {
                return Text(ref reader);
            }

            if (isLegacy)
            {
                hasLegacy = true;
                legacy = Text(ref reader);
            }

            reader.Skip();
        }

        return legacy;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no subscription can name such a type.
            return null;
        }
    }
}
