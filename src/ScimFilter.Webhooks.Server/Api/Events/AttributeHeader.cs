using System.Buffers;
using System.Text;

namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>Reads the value of a header that holds an attribute of a CloudEvent (HTTP protocol binding 1.0.2, section 3.1.3.2).</summary>
internal static class AttributeHeader
{
    /// <summary>
    /// Decodes a value: quotes around it and backslashes within are taken away, then one round of percent-decoding is made.
    /// </summary>
    /// <returns>The text; null when what is percent-encoded is not UTF-8.</returns>
    public static string? Decode(string value)
    {
        string text = value is ['"', .., '"'] ? Unquote(value) : value;
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Write(Convert.FromHexString(text.AsSpan(i + 1, 2)));
                i += 2;
            }
            else
            {
                int end = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? i + 2 : i + 1;
                bytes.Write(Encoding.UTF8.GetBytes(text[i..end]));
                i = end - 1;
            }
        }

        return System.Text.Unicode.Utf8.IsValid(bytes.WrittenSpan) ? Encoding.UTF8.GetString(bytes.WrittenSpan) : null;
    }

    private static string Unquote(string value)
    {
        var text = new StringBuilder(value.Length);
        for (int i = 1; i < value.Length - 1; i++)
        {
            i += value[i] == '\\' && i + 1 < value.Length - 1 ? 1 : 0;
            text.Append(value[i]);
        }

        return text.ToString();
    }
}
