using System.Globalization;
using System.Text;

namespace ScimFilter.Benchmarks.Parsing;

/// <summary>JSON strings for <see cref="HandWrittenScanner"/>.</summary>
internal static class HandWrittenString
{
    /// <summary>Reads the string that starts with the quote at the start of the text.</summary>
    public static string Read(ReadOnlySpan<char> text, out int length)
    {
        int end = text[1..].IndexOfAny('"', '\\') + 1;
        if (end > 0 && text[end] == '"')
        {
            length = end + 1;
            return text[1..end].ToString();
        }

        return ReadEscaped(text, out length);
    }

    private static string ReadEscaped(ReadOnlySpan<char> text, out int length)
    {
        var value = new StringBuilder();
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                length = i + 1;
                return value.ToString();
            }

            if (text[i] == '\\')
            {
                i++;
                value.Append(Unescape(text[i..]));
                i += text[i] == 'u' ? 4 : 0;
            }
            else
            {
                value.Append(text[i]);
            }
        }

        throw new FormatException();
    }

    private static char Unescape(ReadOnlySpan<char> escape) => escape[0] switch
    {
        '"' or '\\' or '/' => escape[0],
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => (char)ushort.Parse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        _ => throw new FormatException(),
    };
}
