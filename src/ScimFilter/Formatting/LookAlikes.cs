using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ScimFilter.Formatting;

/// <summary>
/// Names characters outside ASCII where only ASCII can stand, and tells what a person took them for:
/// <c>U+0430 (not ASCII, looks like 'a')</c>.
/// </summary>
internal static class LookAlikes
{
    private const int LongestWord = 256;
    private const int FirstFullWidth = 0xFF01;
    private const int LastFullWidth = 0xFF5E;

    // Letters of other alphabets by the letter of ASCII that most fonts draw nearly the same, and what text editors make of a hyphen.
    private static readonly FrozenDictionary<int, char> _ascii = Pairs(
        ("АВЕЅІЈКМНОРСТХУ", "ABESIJKMHOPCTXY"), ("авеѕіјкмнорсухһԁԛԝ", "abesijkmhopcyxhdqw"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("αγικνορυχ", "ayikvopux"), ("ıɑɡ", "iag"), ("‐‑‒–—―−﹣", "--------"));

    /// <summary>Gives the first character of a text that is not ASCII, named; null when there is none.</summary>
    public static string? FirstIn(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii)
            {
                string looks = AsciiOf(rune) is { } ascii ? $", looks like '{ascii}'" : "";
                return $"{CharacterName.Known(rune)} (not ASCII{looks})";
            }
        }

        return null;
    }

    /// <summary>Gives what to put behind a remark on a name in which only ASCII can stand; empty when it is ASCII.</summary>
    public static string NoteOn(ReadOnlySpan<char> name) => FirstIn(name) is { } first ? $": it has {first}" : "";

    /// <summary>Gives what a word looks like in ASCII; null when it is long, or has a character that looks like nothing in ASCII.</summary>
    public static string? ToAscii(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var ascii = new StringBuilder(word.Length);
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (AsciiOf(rune) is not { } character)
            {
                return null;
            }

            ascii.Append(character);
        }

        return ascii.ToString();
    }

    private static char? AsciiOf(Rune rune) =>
        rune.IsAscii ? (char)rune.Value
        : rune.Value is >= FirstFullWidth and <= LastFullWidth ? (char)(rune.Value - FirstFullWidth + '!')
        : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (char)('0' + (int)Rune.GetNumericValue(rune))
        : _ascii.TryGetValue(rune.Value, out char ascii) ? ascii
        : null;

    private static FrozenDictionary<int, char> Pairs(params ReadOnlySpan<(string Others, string Ascii)> alphabets)
    {
        var pairs = new Dictionary<int, char>();
        foreach ((string others, string ascii) in alphabets)
        {
            for (int i = 0; i < others.Length; i++)
            {
                pairs.Add(others[i], ascii[i]);
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
