using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScimFilter.Repl.Io;

/// <summary>Decodes JSON strings.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// Gives the text of a string, also of one that holds half of a surrogate pair: <see cref="JsonElement.GetString"/> refuses it,
    /// but a filter with such a string is to be refused by the parser, with its place.
    /// </summary>
    /// <exception cref="InputFormatException">The string is not valid UTF-8.</exception>
    public static string Decode(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return DecodeHalves(value);
        }
    }

    private static string DecodeHalves(JsonElement value)
    {
        string raw;
        try
        {
            raw = value.GetRawText();
        }
        catch (InvalidOperationException failure)
        {
            throw new InputFormatException("a string is not valid UTF-8", failure);
        }

        return Unescape(raw.AsSpan(1, raw.Length - 2));
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
