using System.Runtime.InteropServices;
using System.Text.Json;

namespace ScimFilter.Webhooks.Events;

/// <summary>The members of an event under the names that a CloudEvent gives them, in the order in which they stand.</summary>
internal static class EventMembers
{
    /// <summary>What both shapes know under different names, in the order of the legacy shape.</summary>
    public static readonly (string CloudEvent, string Legacy)[] Renamed =
    [
        ("source", "source"), ("datacontenttype", "contentType"), ("id", "eventId"), ("time", "eventTime"), ("type", "eventType"),
    ];

    private static readonly HashSet<string> _legacyOnly =
        new(StringComparer.Ordinal) { "cloudEventsVersion", "eventTypeVersion", "extensions", "specversion" };

    private static readonly HashSet<string> _ofCloudEvents =
        new(StringComparer.Ordinal) { "id", "type", "time", "source", "datacontenttype", "data", "data_base64", "dataschema", "subject" };

    public static Dictionary<string, JsonElement> Read(JsonElement @event, EventShape shape)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in @event.EnumerateObject())
        {
            // Of an event in both shapes, the names of the CloudEvent are enough.
            if (!_legacyOnly.Contains(member.Name) && !(shape == EventShape.Both && IsLegacyName(member.Name)))
            {
                members.TryAdd(shape == EventShape.CloudEvent ? member.Name : CloudEventNameOf(member.Name), member.Value);
            }
        }

        if (shape == EventShape.Legacy && @event.TryGetProperty("extensions", out JsonElement extensions)
            && extensions.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty extension in extensions.EnumerateObject())
            {
                members.TryAdd(AttributeNameOf(extension.Name), extension.Value);
            }
        }

        return members;
    }

    public static bool IsExtension(string name) => !_ofCloudEvents.Contains(name);

    public static string LegacyNameOf(string name) =>
        EventNames.Pairs.FirstOrDefault(pair => pair.CloudEvent == name).Legacy ?? name;

    /// <summary>Writes a member with the bytes it came with.</summary>
    public static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    private static bool IsLegacyName(string name) =>
        name != "source" && Array.Exists(Renamed, pair => pair.Legacy == name);

    private static string CloudEventNameOf(string name) =>
        Array.Find(Renamed, pair => pair.Legacy == name).CloudEvent ?? name;

    // The names of context attributes are lower-case letters and digits.
    private static string AttributeNameOf(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
