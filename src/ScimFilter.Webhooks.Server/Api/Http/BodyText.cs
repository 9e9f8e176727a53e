using System.Text;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Reads text of a request in the charset that its content type names. Events are kept as UTF-8.</summary>
internal static class BodyText
{
    private const string Default = "utf-8";

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">The text; a byte order mark at its beginning is left out.</param>
    /// <param name="charset">The charset, quoted or not; null: UTF-8.</param>
    /// <exception cref="ApiException">The charset is not known (415), or the bytes are not text of it (400).</exception>
    public static string Decode(byte[] bytes, string? charset)
    {
        string name = charset?.Trim('"') ?? Default;
        Encoding encoding = Find(name, bytes) ?? throw new ApiException(
            StatusCodes.Status415UnsupportedMediaType,
            ApiErrors.Status(StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type") with
            { Source = "Content-Type", Detail = "The charset is not known; send UTF-8." });
        try
        {
            ReadOnlySpan<byte> mark = encoding.Preamble;
            return encoding.GetString(bytes.AsSpan().StartsWith(mark) ? bytes.AsSpan(mark.Length) : bytes);
        }
        catch (DecoderFallbackException)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.Event, "The event is not valid.")
            {
                Source = "Content-Type",
                Detail = charset is null
                    ? "The text is not UTF-8, and the content type names no charset."
                    : "The text is not of its charset.",
            });
        }
    }

    /// <summary>Gives a body as UTF-8 without a byte order mark at its beginning, the very bytes if it is that already.</summary>
    /// <exception cref="ApiException">The charset is not known (415), or the bytes are not text of it (400).</exception>
    public static byte[] ToUtf8(byte[] bytes, string? charset) =>
        charset is null || charset.Trim('"').ToLowerInvariant() is "utf-8" or "utf8" or "us-ascii" or "ascii"
            ? WithoutMark(bytes)
            : Encoding.UTF8.GetBytes(Decode(bytes, charset));

    /// <summary>Leaves out a byte order mark before UTF-8, which a reader of JSON may pass over (RFC 8259, section 8.1).</summary>
    public static byte[] WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    // Faults are told instead of replaced. Of UTF-16 the mark says the order of bytes; without one it is big-endian (RFC 2781, 4.3).
    private static Encoding? Find(string name, byte[] bytes)
    {
        if (name.Equals("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            name = bytes is [0xFF, 0xFE, ..] ? "utf-16LE" : "utf-16BE";
        }

        try
        {
            (EncoderFallback encoding, DecoderFallback decoding) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoding, decoding)
                ?? Encoding.GetEncoding(name, encoding, decoding);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
