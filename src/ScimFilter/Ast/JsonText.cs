using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScimFilter.Ast;

/// <summary>The canonical text of JSON strings: only what must be escaped is (RFC 8259 section 7).</summary>
internal static class JsonText
{
    /// <summary>What cannot stand in a JSON string as it is: the quote, the backslash and control characters.</summary>
    public static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2);
        AppendQuoted(builder, text);
        return builder.ToString();
    }

    public static void AppendQuoted(StringBuilder builder, string text)
    {
        builder.Append('"');
        ReadOnlySpan<char> rest = text;
        for (int next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            builder.Append(rest[..next]);
            AppendEscape(builder, rest[next]);
            rest = rest[(next + 1)..];
        }

        builder.Append(rest).Append('"');
    }

    public static int IndexOfUnpairedSurrogate(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (int i = first < 0 ? text.Length : first; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    private static void AppendEscape(StringBuilder builder, char character) => _ = character switch
    {
        '"' => builder.Append("\\\""),
        '\\' => builder.Append("\\\\"),
        '\b' => builder.Append("\\b"),
        '\f' => builder.Append("\\f"),
        '\n' => builder.Append("\\n"),
        '\r' => builder.Append("\\r"),
        '\t' => builder.Append("\\t"),
        _ => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
