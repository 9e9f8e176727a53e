using System.Text.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Json;

/// <summary>The slow and obvious reader over <see cref="Utf8JsonReader"/>: the oracle of the scanner, and its refuge for rare events.</summary>
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
                ReadObject(json, plan.Root, slots, maxDepth);
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

    /// <summary>Picks for each wanted name its member, the exact spelling before another and the first before a later one; then reads those.</summary>
    private static void ReadObject(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, int depthLeft)
    {
        if (depthLeft == 0)
        {
            throw EventReader.TooDeep();
        }

        var members = new List<(string Name, Range Value)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = NameOf(ref reader);
            reader.Read();
            members.Add((name, Skip(ref reader)));
        }

        foreach (PathNode child in node.Children)
        {
            int index = members.FindIndex(member => string.Equals(member.Name, child.Name, StringComparison.Ordinal));
            index = index >= 0 ? index : members.FindIndex(member => EqualIgnoringAsciiCase(member.Name, child.Name));
            if (index >= 0)
            {
                ReadValue(json[members[index].Value], child, slots, depthLeft - 1);
            }
        }
    }

    private static void ReadValue(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, int depthLeft)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ValueSink.SeeObject(slots, node, json);
                if (node.Children.Length > 0)
                {
                    ReadObject(json, node, slots, depthLeft);
                }

                ValueSink.AddElement(slots, node, slots.Source.Append(json), json.Length);
                break;
            case JsonTokenType.StartArray:
                ReadArray(json, node, slots, depthLeft);
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

    private static void ReadArray(ReadOnlySpan<byte> json, PathNode node, EventSlots slots, int depthLeft)
    {
        if (depthLeft == 0)
        {
            throw EventReader.TooDeep();
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadValue(json[Skip(ref reader)], node, slots, depthLeft - 1);
        }
    }

    /// <summary>Gives where the value lies that starts at the reader, and goes to its end.</summary>
    private static Range Skip(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        byte[] name = new byte[reader.ValueSpan.Length];
        int length = JsonEscapes.Unescape(reader.ValueSpan, name);
        return System.Text.Encoding.UTF8.GetString(name, 0, length);
    }

    private static bool EqualIgnoringAsciiCase(string left, string right) => System.Text.Ascii.EqualsIgnoreCase(left, right);
}
