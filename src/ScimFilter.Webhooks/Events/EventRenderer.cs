using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimFilter.Webhooks.Events;

/// <summary>Writes an event in another shape. What the shapes have in common, <c>data</c> above all, keeps its bytes.</summary>
public static class EventRenderer
{
    private const string LegacyVersion = "1.0.0";

    private static readonly JsonDocumentOptions _deepest = new() { MaxDepth = EventEnvelope.MaxDepth };
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event; one that has the shape already keeps all its bytes.</summary>
    /// <param name="utf8Event">An event that <see cref="EventEnvelope.TryRead"/> takes.</param>
    /// <param name="from">Its shape.</param>
    /// <param name="to">The shape to write.</param>
    /// <param name="output">Where it is written.</param>
    /// <exception cref="JsonException">
    /// The bytes are not JSON, or not an event of <paramref name="from"/> that <see cref="EventEnvelope.TryRead"/> takes.
    /// </exception>
    public static void Render(ReadOnlyMemory<byte> utf8Event, EventShape from, EventShape to, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (from == to)
        {
            output.Write(utf8Event.Span);
            return;
        }

        using JsonDocument document = JsonDocument.Parse(utf8Event, _deepest);
        using var writer = new Utf8JsonWriter(output, _plain);
        Dictionary<string, JsonElement> members = MembersOf(document.RootElement, from);
        writer.WriteStartObject();
        if (to is EventShape.Legacy or EventShape.Both)
        {
            WriteLegacy(writer, members);
        }

        if (members.TryGetValue("data", out JsonElement data))
        {
            EventMembers.Write(writer, "data", data);
        }

        switch (to)
        {
            case EventShape.CloudEvent:
                WriteCloudEvent(writer, members);
                break;
            case EventShape.Both:
                // Both shapes call it source, so it stands already.
                WriteCloudEvent(writer, members.Where(member => member.Key != "source"));
                break;
            case EventShape.Legacy when !members.ContainsKey("data") && members.TryGetValue("data_base64", out JsonElement encoded):
                EventMembers.Write(writer, "data", encoded);
                break;
        }

        writer.WriteEndObject();
    }

    private static Dictionary<string, JsonElement> MembersOf(JsonElement @event, EventShape from)
    {
        try
        {
            return EventMembers.Read(@event, from);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("The event is not an object, or the name of a member is not Unicode text.", exception);
        }
    }

    private static void WriteLegacy(Utf8JsonWriter writer, Dictionary<string, JsonElement> members)
    {
        writer.WriteString("cloudEventsVersion", "0.1");
        foreach ((string name, string legacy) in EventMembers.Renamed)
        {
            if (members.TryGetValue(name, out JsonElement value))
            {
                EventMembers.Write(writer, legacy, value);
            }
        }

        writer.WriteString("eventTypeVersion", LegacyVersion);
        writer.WriteStartObject("extensions");
        foreach ((string name, JsonElement value) in members)
        {
            if (EventMembers.IsExtension(name))
            {
                EventMembers.Write(writer, EventMembers.LegacyNameOf(name), value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteCloudEvent(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        writer.WriteString("specversion", "1.0");
        foreach ((string name, JsonElement value) in members)
        {
            if (name != "data")
            {
                EventMembers.Write(writer, name, value);
            }
        }
    }
}
