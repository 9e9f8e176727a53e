using System.Text.Json;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Io;

/// <summary>
/// One line of input as a JSON object: its members as they stand in the line.
/// Made to be used again for the next line, as a file may have millions.
/// </summary>
/// <remarks>A <see cref="JsonDocument"/> takes time quadratic in the depth of its objects; this takes time linear in the length.</remarks>
internal sealed class JsonLine
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = LineReader.DefaultMaxLength };

    private readonly List<(Range Name, Range Value)> _members = [];
    private ReadOnlyMemory<byte> _line;

    /// <summary>Reads a line.</summary>
    /// <returns>This.</returns>
    /// <exception cref="InputFormatException">The line is not a JSON object.</exception>
    public JsonLine Read(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _members.Clear();
        var reader = new Utf8JsonReader(line.Span, _options);
        try
        {
            reader.Read();
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                int name = (int)reader.TokenStartIndex;
                Range nameRange = name..(name + reader.ValueSpan.Length + 2);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                _members.Add((nameRange, start..(int)reader.BytesConsumed));
            }

            // Reading on finds what stands behind the value, or inside it when it is no object.
            while (reader.Read())
            {
            }

            return isObject ? this : throw new InputFormatException("the line is not a JSON object");
        }
        catch (JsonException failure)
        {
            throw new InputFormatException($"the line is not JSON, at byte {failure.BytePositionInLine}", failure);
        }
    }

    /// <summary>Gives a member as it stands in the line.</summary>
    /// <exception cref="InputFormatException">The member is absent.</exception>
    public ReadOnlyMemory<byte> Require(string name) => Find(name) is { IsEmpty: false } value ? value : throw Absent(name);

    /// <summary>Gives a member that must be there as a string.</summary>
    /// <exception cref="InputFormatException">The member is absent or no string.</exception>
    public string RequireString(string name) => OptionalString(name) ?? throw Absent(name);

    /// <summary>Gives a member that may be absent.</summary>
    /// <exception cref="InputFormatException">The member is no string.</exception>
    public string? OptionalString(string name) => Start(name, out Utf8JsonReader reader) switch
    {
        JsonTokenType.None => null,
        JsonTokenType.String => JsonStrings.Decode(ref reader),
        _ => throw Other(name, "a string"),
    };

    /// <summary>Gives a member that may be absent or null, which count as false: test data writes <c>"caseExact":null</c>.</summary>
    /// <exception cref="InputFormatException">The member is no boolean.</exception>
    public bool OptionalBoolean(string name) => Start(name, out _) switch
    {
        JsonTokenType.True => true,
        JsonTokenType.None or JsonTokenType.Null or JsonTokenType.False => false,
        _ => throw Other(name, "a boolean"),
    };

    /// <summary>Gives a member that may be absent, which counts as empty.</summary>
    /// <exception cref="InputFormatException">The member is no array of strings.</exception>
    public IReadOnlyList<string> OptionalStrings(string name)
    {
        var strings = new List<string>();
        JsonTokenType start = Start(name, out Utf8JsonReader reader);
        while (start == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            strings.Add(JsonStrings.Decode(ref reader));
        }

        return reader.TokenType is JsonTokenType.None or JsonTokenType.EndArray ? strings : throw Other(name, "an array of strings");
    }

    /// <summary>
    /// Refuses members that are none of those given, as a misspelt one would be left out without a word, and those that stand twice, as
    /// one of the two would be.
    /// </summary>
    /// <exception cref="InputFormatException">
    /// There is another member, and the message suggests the nearest of those given; or one stands twice.
    /// </exception>
    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        RefuseRepeated(known);
        foreach ((Range name, _) in _members)
        {
            if (IndexOf(name, known) < 0)
            {
                string unknown = NameOf(name);
                string hint = Misspelling.Nearest(unknown, known) is { } nearest ? $"; did you mean \"{nearest}\"?" : "";
                throw new InputFormatException($"\"{Excerpt.Of(unknown, 60)}\" is not a member of such a line, at byte {name.Start}{hint}");
            }
        }
    }

    /// <summary>
    /// Refuses members that look like one of those given, misspelt, and those given that stand twice. Others may stand in the line: test
    /// data
    /// has members of its own.
    /// </summary>
    /// <exception cref="InputFormatException">There is a misspelt member, or one stands twice.</exception>
    public void RefuseMisspelt(params ReadOnlySpan<string> known)
    {
        RefuseRepeated(known);
        foreach ((Range name, _) in _members)
        {
            if (IndexOf(name, known) < 0 && Misspelling.Nearest(NameOf(name), known) is { } nearest && Find(nearest).IsEmpty)
            {
                throw new InputFormatException(
                    $"\"{Excerpt.Of(NameOf(name), 60)}\" is not a member of such a line; did you mean \"{nearest}\"?");
            }
        }
    }

    /// <summary>Gives a member as it stands in the line; empty when it is absent.</summary>
    public ReadOnlyMemory<byte> Find(string name) => _line[RangeOf(name)];

    private Range RangeOf(string name)
    {
        foreach ((Range memberName, Range value) in _members)
        {
            if (IsName(_line.Span[memberName], name))
            {
                return value;
            }
        }

        return default;
    }

    private void RefuseRepeated(ReadOnlySpan<string> known)
    {
        int seen = 0;
        foreach ((Range name, _) in _members)
        {
            int index = IndexOf(name, known);
            int one = index < 0 ? 0 : 1 << index;
            if ((seen & one) != 0)
            {
                throw new InputFormatException($"\"{known[index]}\" stands twice, the second time at byte {name.Start}");
            }

            seen |= one;
        }
    }

    private int IndexOf(Range name, ReadOnlySpan<string> known)
    {
        for (int i = 0; i < known.Length; i++)
        {
            if (IsName(_line.Span[name], known[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private string NameOf(Range name)
    {
        var reader = new Utf8JsonReader(_line.Span[name]);
        reader.Read();
        return JsonStrings.Decode(ref reader);
    }

    private static InputFormatException Absent(string name) => new($"the line has no \"{name}\"");

    private InputFormatException Other(string name, string expected)
    {
        string what = Start(name, out _) == JsonTokenType.Null ? "null, not" : "not";
        return new InputFormatException($"\"{name}\" is {what} {expected}, at byte {RangeOf(name).Start}");
    }

    private static bool IsName(ReadOnlySpan<byte> quoted, string name)
    {
        if (!quoted.Contains((byte)'\\'))
        {
            return System.Text.Ascii.Equals(quoted[1..^1], name);
        }

        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return string.Equals(JsonStrings.Decode(ref reader), name, StringComparison.Ordinal);
    }

    private JsonTokenType Start(string name, out Utf8JsonReader reader)
    {
        ReadOnlyMemory<byte> value = Find(name);
        reader = new Utf8JsonReader(value.Span, isFinalBlock: true, new JsonReaderState(_options));
        return !value.IsEmpty && reader.Read() ? reader.TokenType : JsonTokenType.None;
    }
}
