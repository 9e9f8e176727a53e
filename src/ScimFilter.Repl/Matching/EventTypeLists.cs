using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Matching;

/// <summary>The lists of event types of a file: subscriptions are many and lists are few, so each is made once.</summary>
internal sealed class EventTypeLists
{
    private const string Name = "types";
    private const int LongestKept = 256;
    private const int MostKept = 4_096;

    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.Ordinal);

    /// <summary>Gives the member <c>types</c> of a line.</summary>
    /// <exception cref="InputFormatException">It is no array of strings, or has an empty one.</exception>
    public IReadOnlyList<string> Of(JsonLine line)
    {
        ReadOnlySpan<byte> text = line.Find(Name).Span;
        if (text.Length > LongestKept)
        {
            return Read(line);
        }

        // Latin-1 has a character for every byte, so that different bytes are different keys.
        Span<char> key = stackalloc char[LongestKept];
        key = key[..Encoding.Latin1.GetChars(text, key)];
        Dictionary<string, IReadOnlyList<string>>.AlternateLookup<ReadOnlySpan<char>> lookup =
            _lists.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out IReadOnlyList<string>? list))
        {
            list = Read(line);
            if (_lists.Count < MostKept)
            {
                _lists.Add(key.ToString(), list);
            }
        }

        return list;
    }

    private static IReadOnlyList<string> Read(JsonLine line)
    {
        IReadOnlyList<string> list = line.OptionalStrings(Name);
        for (int i = 0; i < list.Count; i++)
        {
            if (WholeText.Require(list[i], Name).Length == 0)
            {
                throw new InputFormatException($"\"{Name}\"[{i}] is empty, which is no event type");
            }
        }

        return list;
    }
}
