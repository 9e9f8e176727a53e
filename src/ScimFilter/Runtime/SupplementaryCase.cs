using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ScimFilter.Runtime;

/// <summary>
/// The upper case of the letters above U+FFFF, as comparison without case has it. The framework compares them by tables of its own and
/// maps them by those of the system, which may be of another version of Unicode; so this table is built from its comparison, once.
/// </summary>
internal static class SupplementaryCase
{
    /// <summary>All letters with two cases are in the first supplementary plane.</summary>
    private const int First = 0x10000;
    private const int Last = 0x1FFFF;

    private static readonly FrozenDictionary<int, int> _upper = FindPairs();

    /// <summary>Puts the upper case of every such letter of a text in its place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="upper">The text after mapping of all other letters.</param>
    public static void Map(ReadOnlySpan<char> text, Span<char> upper)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (!char.IsHighSurrogate(text[at]))
            {
                continue;
            }

            if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) == System.Buffers.OperationStatus.Done)
            {
                new Rune(_upper.GetValueOrDefault(rune.Value, rune.Value)).EncodeToUtf16(upper[at..]);
                at += length - 1;
            }
        }
    }

    private static FrozenDictionary<int, int> FindPairs()
    {
        var upper = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (int code in LettersOf(UnicodeCategory.UppercaseLetter))
        {
            upper.TryAdd(char.ConvertFromUtf32(code), code);
        }

        return LettersOf(UnicodeCategory.LowercaseLetter)
            .Where(code => upper.ContainsKey(char.ConvertFromUtf32(code)))
            .ToFrozenDictionary(code => code, code => upper[char.ConvertFromUtf32(code)]);
    }

    private static IEnumerable<int> LettersOf(UnicodeCategory category) =>
        Enumerable.Range(First, Last - First + 1).Where(code => CharUnicodeInfo.GetUnicodeCategory(code) == category);
}
