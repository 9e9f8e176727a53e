using System.Text.Json;

namespace ScimFilter.Repl.Interactive;

/// <summary>The events that filters are tried on, and the attributes they have.</summary>
internal sealed class LoadedEvents
{
    private const int MaxPaths = 1_000;
    private const int MaxNames = 8;

    private readonly List<byte[]> _lines = [];
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);

    public IReadOnlyList<byte[]> Lines => _lines;

    /// <summary>Gets the paths of the attributes, dotted and in order; at most a thousand, for completion.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Replaces the events.</summary>
    public void Replace(IEnumerable<byte[]> lines)
    {
        _lines.Clear();
        _paths.Clear();
        _lines.AddRange(lines);
        foreach (byte[] line in _lines.TakeWhile(_ => _paths.Count < MaxPaths))
        {
            Collect(line);
        }
    }

    private void Collect(byte[] line)
    {
        var names = new Stack<string>();
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        string name = "";
        while (reader.Read() && _paths.Count < MaxPaths)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = IsPlain(reader.ValueSpan) ? reader.GetString()! : "";
                    string path = string.Join('.', names.Reverse().Where(outer => outer.Length > 0).Append(name));
                    if (name.Length > 0 && names.Count <= MaxNames)
                    {
                        _paths.Add(path);
                    }

                    break;
                case JsonTokenType.StartObject:
                    names.Push(name);
                    name = "";
                    break;
                case JsonTokenType.EndObject:
                    names.Pop();
                    name = "";
                    break;
            }
        }
    }

    /// <summary>A filter can only name attributes of these characters.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> name)
    {
        foreach (byte character in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)character) && character is not ((byte)'_' or (byte)'-' or (byte)'$'))
            {
                return false;
            }
        }

        return true;
    }
}
