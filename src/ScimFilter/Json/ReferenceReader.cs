using System.Text.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>
/// The slow and obvious reader over <see cref="Utf8JsonReader"/>: the oracle of the scanner, and what reads the rare events that the
/// scanner leaves to it. Takes time in proportion to the text for each level of the paths that are read.
/// </summary>
internal static class ReferenceReader
{
    public static void Read(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, int maxDepth)
    {
        try
        {
            CheckSyntax(json);
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(json, plan.Root, slots, new Depth(maxDepth, maxDepth));
            }
        }
        catch (JsonException exception)
        {
            throw EventFormatException.NotJson(exception);
        }
    }

    private static void CheckSyntax(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
        }
    }

    /// <summary>
    /// Selects the member for each needed name, the exact spelling before another and the first before a later one; then reads those.
    /// </summary>
    private static void ReadObject(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, Depth depth)
    {
        depth.Check();

        var members = new WantedMembers(node);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonEscapes.Unescape(reader.ValueSpan);
            reader.Read();
            members.Add(name, Skip(ref reader));
        }

        foreach ((PathNode child, Range value) in members.All)
        {
            ReadValue(json[value], child, slots, depth.Inside());
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, Depth depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                if (node.Children.Length > 0)
                {
                    ReadObject(json, node, slots, depth);
                }

                ValueSink.SeeObject(slots, node, json);
                if (node.ElementSlot >= 0)
                {
                    ValueSink.AddElement(slots, node, slots.Source.Append(json), json.Length);
                }

                break;
            case JsonTokenType.StartArray:
                ReadArray(json, node, slots, depth);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                ValueSink.AddEscaped(slots, node, slots.Source.Append(reader.ValueSpan), reader.ValueSpan.Length);
                break;
            case JsonTokenType.String:
                ValueSink.AddString(slots, node, slots.Source.Append(reader.ValueSpan), reader.ValueSpan.Length);
                break;
            default:
                ValueSink.TryAddScalar(slots, node, slots.Source.Append(reader.ValueSpan), reader.ValueSpan.Length);
                break;
        }
    }

    private static void ReadArray(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, Depth depth)
    {
        depth.Check();

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadValue(json[Skip(ref reader)], node, slots, depth.Inside());
        }
    }

    /// <summary>Gives where the value lies that starts at the reader, and goes to its end.</summary>
    private static Range Skip(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
