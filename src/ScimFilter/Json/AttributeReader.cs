using System.Buffers;
using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>
/// Reads an event that is already split into attributes: writes it as JSON and reads that, so that names, arrays and elements
/// mean exactly what they mean elsewhere.
/// </summary>
internal static class AttributeReader
{
    public static void Read(IReadOnlyDictionary<string, object?> attributes, ReadPlan plan, EventSlots slots, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            WriteObject(writer, attributes, new Depth(limits.MaxDepth, limits.MaxDepth));
        }

        // What a JsonElement among the values holds is text that was parsed already.
        EventReader.ReadParsed(buffer.WrittenSpan, plan.ForAttributes, slots, limits with { Reading = EventReading.Full });
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members, Depth depth)
    {
        depth.Check();

        writer.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value, depth.Inside());
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, Depth depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or short or int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case byte or ushort or uint or ulong:
                writer.WriteNumberValue(Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteObject(writer, members, depth);
                break;
            case IEnumerable items:
                WriteArray(writer, items, depth);
                break;
            default:
                throw new ArgumentException($"An attribute cannot hold a value of type {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable items, Depth depth)
    {
        depth.Check();

        writer.WriteStartArray();
        foreach (object? item in items)
        {
            WriteValue(writer, item, depth.Inside());
        }

        writer.WriteEndArray();
    }
}
