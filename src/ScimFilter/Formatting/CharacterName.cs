using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ScimFilter.Formatting;

/// <summary>
/// Names characters that a person cannot see, or cannot tell from others, by code point and Unicode name: <c>U+00A0 no-break space</c>.
/// </summary>
internal static class CharacterName
{
    private static readonly FrozenDictionary<int, string> _names = new Dictionary<int, string>
    {
        [0x00] = "null", [0x07] = "bell", [0x08] = "backspace", [0x09] = "tab", [0x0A] = "line feed", [0x0B] = "vertical tab",
        [0x0C] = "form feed", [0x0D] = "carriage return", [0x1B] = "escape", [0x7F] = "delete", [0x85] = "next line",
        [0xA0] = "no-break space", [0xAD] = "soft hyphen", [0x034F] = "combining grapheme joiner", [0x061C] = "arabic letter mark",
        [0x115F] = "hangul choseong filler", [0x1160] = "hangul jungseong filler", [0x1680] = "ogham space mark",
        [0x180E] = "mongolian vowel separator", [0x2000] = "en quad", [0x2001] = "em quad", [0x2002] = "en space", [0x2003] = "em space",
        [0x2004] = "three-per-em space", [0x2005] = "four-per-em space", [0x2006] = "six-per-em space", [0x2007] = "figure space",
        [0x2008] = "punctuation space", [0x2009] = "thin space", [0x200A] = "hair space", [0x200B] = "zero width space",
        [0x200C] = "zero width non-joiner", [0x200D] = "zero width joiner",
        [0x200E] = "left-to-right mark", [0x200F] = "right-to-left mark",
        [0x2028] = "line separator", [0x2029] = "paragraph separator", [0x202A] = "left-to-right embedding",
        [0x202B] = "right-to-left embedding", [0x202C] = "pop directional formatting", [0x202D] = "left-to-right override",
        [0x202E] = "right-to-left override", [0x202F] = "narrow no-break space", [0x205F] = "medium mathematical space",
        [0x2060] = "word joiner", [0x2061] = "function application", [0x2062] = "invisible times", [0x2063] = "invisible separator",
        [0x2064] = "invisible plus", [0x2066] = "left-to-right isolate", [0x2067] = "right-to-left isolate",
        [0x2068] = "first strong isolate", [0x2069] = "pop directional isolate", [0x2800] = "braille pattern blank",
        [0x3000] = "ideographic space", [0x3164] = "hangul filler", [0xFEFF] = "byte order mark", [0xFFA0] = "halfwidth hangul filler",
        [0xFFFD] = "replacement character",
        ['\''] = "apostrophe", ['`'] = "grave accent", [0xAB] = "left-pointing double angle quotation mark", [0xB4] = "acute accent",
        [0xBB] = "right-pointing double angle quotation mark", [0x2018] = "left single quotation mark",
        [0x2019] = "right single quotation mark", [0x201A] = "single low-9 quotation mark",
        [0x201B] = "single high-reversed-9 quotation mark", [0x201C] = "left double quotation mark",
        [0x201D] = "right double quotation mark", [0x201E] = "double low-9 quotation mark",
        [0x201F] = "double high-reversed-9 quotation mark", [0x2032] = "prime",
        [0x2033] = "double prime", [0x2039] = "left angle quotation mark",
        [0x203A] = "right angle quotation mark", [0x301D] = "reversed double prime quotation mark",
        [0x301E] = "double prime quotation mark",
        [0x301F] = "low double prime quotation mark", [0xFF02] = "fullwidth quotation mark", [0xFF07] = "fullwidth apostrophe",
        [0xFF40] = "fullwidth grave accent",
        [0x2010] = "hyphen", [0x2011] = "non-breaking hyphen", [0x2012] = "figure dash", [0x2013] = "en dash", [0x2014] = "em dash",
        [0x2015] = "horizontal bar", [0x2212] = "minus sign", [0xFE63] = "small hyphen-minus",
    }.ToFrozenDictionary();

    /// <summary>Gives the code point and the name; of a character that is not listed, its kind for a name.</summary>
    public static string Of(Rune rune)
    {
        string name = _names.GetValueOrDefault(rune.Value) ?? Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => "control character",
            UnicodeCategory.Format => "format character",
            UnicodeCategory.SpaceSeparator => "space",
            UnicodeCategory.NonSpacingMark => "combining mark",
            _ => "character",
        };
        return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} {name}");
    }

    /// <summary>Gives the code point, and the name of a character that is listed.</summary>
    public static string Known(Rune rune) =>
        _names.ContainsKey(rune.Value) ? Of(rune) : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    /// <summary>Whether a character separates words for a person, but is not the space of the grammar.</summary>
    public static bool IsOtherSpace(Rune rune) => rune.Value != ' ' && Rune.IsWhiteSpace(rune);

    /// <summary>Whether nothing can be seen of a character, and it is no space either.</summary>
    public static bool IsInvisible(Rune rune) => !Rune.IsWhiteSpace(rune)
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            || rune.Value is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
                or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF));

    /// <summary>Whether a character looks like a quote of a JSON string, and is none.</summary>
    public static bool IsOtherQuote(char character) =>
        character is '\'' or '`' or '«' or '´' or '»' or (>= '\u2018' and <= '\u201F') or '\u2032' or '\u2033' or '\u2039' or '\u203A'
            or '\u301D' or '\u301E' or '\u301F' or '\uFF02' or '\uFF07' or '\uFF40';
}
