using System.Buffers.Text;
using System.Text;

namespace ScimFilter.Json.Slots;

/// <summary>JSON's string escapes over UTF-8 (RFC 8259 section 7).</summary>
internal static class JsonEscapes
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>Decodes a string without its quotes. The result is never longer than the source.</summary>
    /// <remarks>Half a surrogate pair becomes U+FFFD, which no filter can contain; an unknown escape stands for its letter.</remarks>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            int next = source.IndexOf((byte)'\\');
            if (next < 0 || next == source.Length - 1)
            {
                ReadOnlySpan<byte> rest = next < 0 ? source : source[..next];
                rest.CopyTo(target[written..]);
                return written + rest.Length;
            }

            source[..next].CopyTo(target[written..]);
            written += next;
            source = source[next..];
            if (source[1] == 'u')
            {
                written += UnescapeRune(ref source, target[written..]);
            }
            else
            {
                target[written++] = Character(source[1]);
                source = source[2..];
            }
        }
    }

    /// <summary>Decodes a string, of which nothing but the escapes is looked at.</summary>
    public static string Unescape(ReadOnlySpan<byte> source)
    {
        byte[] target = new byte[source.Length];
        return Encoding.UTF8.GetString(target.AsSpan(0, Unescape(source, target)));
    }

    private static int UnescapeRune(ref ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryReadUnit(source, out char unit))
        {
            target[0] = (byte)'u';
            source = source[2..];
            return 1;
        }

        source = source[UnicodeEscapeLength..];
        if (Rune.TryCreate(unit, out Rune rune))
        {
            return rune.EncodeToUtf8(target);
        }

        if (TryReadUnit(source, out char low) && Rune.TryCreate(unit, low, out rune))
        {
            source = source[UnicodeEscapeLength..];
            return rune.EncodeToUtf8(target);
        }

        return Rune.ReplacementChar.EncodeToUtf8(target);
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> source, out char unit)
    {
        unit = default;
        if (source.Length < UnicodeEscapeLength
            || source[0] != '\\'
            || source[1] != 'u'
            || !Utf8Parser.TryParse(source[2..UnicodeEscapeLength], out ushort value, out int read, 'x')
            || read != UnicodeEscapeLength - 2)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }

    private static byte Character(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => letter,
    };
}
