using System.Globalization;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>As much of HTTP/1.1 as is needed to tell where a message ends.</summary>
internal static class RawHttp
{
    /// <summary>Gives the length of the message that some bytes begin with; zero when it is not whole.</summary>
    public static int WholeLength(ReadOnlySpan<byte> message)
    {
        int head = message.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return 0;
        }

        int length = ContentLength(message[..head]);
        if (length < 0)
        {
            return message.EndsWith("0\r\n\r\n"u8) ? message.Length : 0;
        }

        return message.Length >= head + 4 + length ? head + 4 + length : 0;
    }

    // Minus one: the body comes in chunks.
    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        foreach (Range line in head.Split("\r\n"u8))
        {
            ReadOnlySpan<byte> text = head[line];
            if (text.Length > 15 && System.Text.Ascii.EqualsIgnoreCase(text[..15], "content-length:"u8))
            {
                return int.Parse(text[15..].Trim((byte)' '), CultureInfo.InvariantCulture);
            }
        }

        return -1;
    }
}
