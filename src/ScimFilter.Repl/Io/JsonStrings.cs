using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ScimFilter.Repl.Io;

/// <summary>Decodes JSON strings.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// Gives the text of a string, also of one that holds half of a surrogate pair: <see cref="Utf8JsonReader.GetString"/> refuses it,
    /// but a filter with such a string is to be refused by the parser, with its place.
    /// </summary>
    /// <exception cref="InputFormatException">The string is not valid UTF-8.</exception>
    public static string Decode(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            return Utf8.IsValid(reader.ValueSpan)
                ? Unescape(Encoding.UTF8.GetString(reader.ValueSpan))
                : throw new InputFormatException("a string is not valid UTF-8", failure);
        }
    }

    /// <summary>The JSON reader has checked the escapes.</summary>
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', char itself => itself });
            }
        }

        return text.ToString();
    }
}
