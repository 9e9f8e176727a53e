using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ScimFilter.Oracle;

/// <summary>Strings, read from the raw text: <see cref="JsonElement.GetString"/> throws on half a surrogate pair.</summary>
public static class NaiveText
{
    public static string Of(JsonElement text) => Decode(text.GetRawText()[1..^1]);

    public static string Of(JsonProperty member) => Decode(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member)));

    public static bool EqualsIgnoreAsciiCase(string left, string right) =>
        left.Length == right.Length && left.Zip(right).All(pair => ToLowerAscii(pair.First) == ToLowerAscii(pair.Second));

    /// <summary>Orders by UTF-16 code unit, after case mapping when case does not count.</summary>
    public static int Compare(string left, string right, bool caseExact)
    {
        if (caseExact)
        {
            return string.CompareOrdinal(left, right);
        }

        return string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
            ? 0
            : string.CompareOrdinal(ToUpper(left), ToUpper(right));
    }

    /// <summary>U+017F does not equal its capital S when case is ignored, so it is not ordered as S either.</summary>
    private static string ToUpper(string text) =>
        string.Concat(text.Zip(text.ToUpperInvariant(), static (character, upper) => character == '\u017F' ? character : upper));

    private static char ToLowerAscii(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;

    private static string Decode(string raw)
    {
        var text = new StringBuilder();
        for (int at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(Unescape(raw[at]));
            }
        }

        return ReplaceHalves(text.ToString());
    }

    private static char Unescape(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };

    // EnumerateRunes gives U+FFFD for each half of a surrogate pair that stands alone.
    private static string ReplaceHalves(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
