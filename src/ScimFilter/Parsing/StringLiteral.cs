using System.Buffers;
using System.Globalization;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>A JSON string (RFC 8259 section 7): eight short escapes and <c>\uXXXX</c>, no raw control character, no half pair.</summary>
internal static class StringLiteral
{
    private const int UnicodeEscapeLength = 6;

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly string[] _escapes = ["one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t", "\\u and four hex digits"];

    /// <summary>Reads the string that starts with the quote at the start of <paramref name="text"/>.</summary>
    /// <returns>Its length with both quotes, or <see cref="Leaf.Failed"/> with <paramref name="value"/> null.</returns>
    public static int Read(ParseSession session, ReadOnlySpan<char> text, int offset, out string? value)
    {
        value = null;
        StringBuilder? unescaped = null;
        int position = 1;
        while (true)
        {
            int run = text[position..].IndexOfAny(JsonText.Escaped);
            if (run < 0)
            {
                return session.Fail(new FilterError(FilterErrorKind.UnterminatedString, new SourceSpan(offset, text.Length))
                {
                    Subject = OtherQuote(text),
                });
            }

            ReadOnlySpan<char> plain = text.Slice(position, run);
            position += run;
            if (position - 1 > session.Options.MaxLiteralLength)
            {
                return session.Fail(
                    Words.OverLimit(FilterErrorKind.LiteralTooLong, offset, position + 1, session.Options.MaxLiteralLength));
            }

            if (text[position] == '"')
            {
                value = unescaped is null ? plain.ToString() : unescaped.Append(plain).ToString();
                int half = JsonText.IndexOfUnpairedSurrogate(value);
                return half < 0 ? position + 1 : FailWithHalf(session, text[..(position + 1)], offset, out value);
            }

            unescaped = (unescaped ?? new StringBuilder()).Append(plain);
            if (text[position] != '\\')
            {
                return session.Fail(new FilterError(FilterErrorKind.ControlCharacter, new SourceSpan(offset + position, 1))
                {
                    Found = CharacterName.Of(new Rune(text[position])),
                    Expected = EscapesOf(text[position]),
                });
            }

            int escape = ReadEscape(text[position..], unescaped);
            if (escape == Leaf.Failed)
            {
                return FailWithEscape(session, text[position..], offset + position);
            }

            position += escape;
        }
    }

    /// <summary>Names the last quote of another kind, which may have been meant to close the string. ASCII's are ordinary text.</summary>
    private static string? OtherQuote(ReadOnlySpan<char> text)
    {
        int last = text.Length - 1;
        while (last >= 0 && (char.IsAscii(text[last]) || !CharacterName.IsOtherQuote(text[last])))
        {
            last--;
        }

        return last < 0 ? null : CharacterName.Of(new Rune(text[last]));
    }

    private static string[] EscapesOf(char control)
    {
        var text = new StringBuilder();
        JsonText.AppendQuoted(text, control.ToString());
        string brief = text.ToString(1, text.Length - 2);
        string full = string.Create(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}");
        return string.Equals(brief, full, StringComparison.Ordinal) ? [full] : [brief, full];
    }

    private static int ReadEscape(ReadOnlySpan<char> text, StringBuilder target)
    {
        char letter = text.Length > 1 ? text[1] : '\0';
        if (letter == 'u')
        {
            if (text.Length < UnicodeEscapeLength || text[2..UnicodeEscapeLength].ContainsAnyExcept(_hexDigits))
            {
                return Leaf.Failed;
            }

            target.Append((char)int.Parse(text[2..UnicodeEscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            return UnicodeEscapeLength;
        }

        const string letters = "\"\\/bfnrt";
        const string characters = "\"\\/\b\f\n\r\t";
        int index = letters.IndexOf(letter, StringComparison.Ordinal);
        if (index < 0)
        {
            return Leaf.Failed;
        }

        target.Append(characters[index]);
        return 2;
    }

    private static int FailWithEscape(ParseSession session, ReadOnlySpan<char> text, int offset)
    {
        int length = text.Length > 1 && text[1] == 'u' ? Math.Min(UnicodeEscapeLength, text.Length) : Math.Min(2, text.Length);
        return session.Fail(new FilterError(FilterErrorKind.InvalidEscape, new SourceSpan(offset, length))
        {
            Found = ErrorText.Echo(text[..length]),
            Expected = _escapes,
        });
    }

    private static int FailWithHalf(ParseSession session, ReadOnlySpan<char> literal, int offset, out string? value)
    {
        value = null;
        return session.Fail(new FilterError(FilterErrorKind.UnpairedSurrogate, new SourceSpan(offset, literal.Length)));
    }
}
