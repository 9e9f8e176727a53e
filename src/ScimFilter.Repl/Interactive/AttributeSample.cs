using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ScimFilter.Repl.Interactive;

/// <summary>The attributes that events have, with some of their values, for completion and for hints. Both are bounded.</summary>
internal sealed class AttributeSample
{
    private const int MaxPaths = 1_000;
    private const int MaxNames = 8;
    private const int MaxValues = 100;
    private const int MaxValueLength = 80;

    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the paths, in order: names joined by dots, and by a colon behind the URN of a schema.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Gives values that an attribute has, as literals of a filter, in ordinal order.</summary>
    /// <param name="path">The path; case does not count.</param>
    public IReadOnlyCollection<string> ValuesOf(string path) => _values.TryGetValue(path, out SortedSet<string>? values) ? values : [];

    public bool Has(string path) => _paths.Contains(path) || _paths.Any(known => known.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds what an event has.</summary>
    /// <param name="utf8Event">A JSON object.</param>
    public void Add(ReadOnlySpan<byte> utf8Event)
    {
        // Null is a path that no filter can name, or one that is too deep.
        var outer = new Stack<string?>();
        var reader = new Utf8JsonReader(utf8Event, new JsonReaderOptions { MaxDepth = int.MaxValue });
        string? path = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = outer.Count <= MaxNames ? Join(outer.Peek(), reader.ValueSpan) : null;
                    if (path is not null && _paths.Count < MaxPaths)
                    {
                        _paths.Add(path);
                    }

                    break;
                case JsonTokenType.StartObject:
                    outer.Push(path);
                    break;
                case JsonTokenType.EndObject:
                    path = outer.Pop();
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    AddValue(path, reader.ValueSpan, isString: reader.TokenType == JsonTokenType.String);
                    break;
            }
        }
    }

    /// <summary>Gives the path of a member; null when a filter cannot name it.</summary>
    private static string? Join(string? outer, ReadOnlySpan<byte> name)
    {
        if (outer is null || name.IsEmpty || !(char.IsAsciiLetter((char)name[0]) || name.SequenceEqual("$ref"u8)))
        {
            return null;
        }

        bool isUrn = name.StartsWith("urn:"u8);
        foreach (byte character in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)character) && character is not ((byte)'_' or (byte)'-' or (byte)'$')
                && !(isUrn && (character is (byte)':' or (byte)'.')))
            {
                return null;
            }
        }

        string text = Encoding.ASCII.GetString(name);
        return outer.Length == 0 ? text
            : outer.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && outer[^1] != ':' && IsSchema(outer) ? $"{outer}:{text}"
            : $"{outer}.{text}";
    }

    // What stands under a URN is "urn:...:2.0:User:manager"; only the schema itself ends in a name with a capital letter.
    private static bool IsSchema(string path) => char.IsAsciiLetterUpper(path[path.LastIndexOf(':') + 1]);

    /// <summary>A string keeps its escapes: those of JSON are those of a filter.</summary>
    private void AddValue(string? path, ReadOnlySpan<byte> value, bool isString)
    {
        if (path is null || value.Length > MaxValueLength || !_paths.Contains(path) || !Utf8.IsValid(value))
        {
            return;
        }

        if (!_values.TryGetValue(path, out SortedSet<string>? values))
        {
            _values.Add(path, values = new SortedSet<string>(StringComparer.Ordinal));
        }

        if (values.Count < MaxValues)
        {
            string text = Encoding.UTF8.GetString(value);
            if (text.EnumerateRunes().All(IsVisible))
            {
                values.Add(isString ? $"\"{text}\"" : text);
            }
        }
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
