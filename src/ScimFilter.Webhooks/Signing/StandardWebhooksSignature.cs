using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScimFilter.Webhooks.Signing;

/// <summary>The headers of Standard Webhooks: identifier, time and body are signed, by each secret that is good at the time.</summary>
public static class StandardWebhooksSignature
{
    /// <summary>The header with the identifier of the message, the same at every attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private static readonly SearchValues<char> _plain =
        SearchValues.Create("!#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>
    /// Encodes an identifier for <see cref="IdHeader"/>: characters outside <c>!</c> to <c>~</c>, <c>"</c> and <c>%</c> are
    /// percent-encoded as UTF-8 (CloudEvents HTTP binding 1.0.2, 3.1.3.2), so different identifiers stay different and none can end the
    /// header.
    /// </summary>
    /// <param name="id">The identifier, in any characters, at least one.</param>
    /// <returns>The identifier in printable ASCII characters; <paramref name="id"/> itself where nothing needs encoding.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="id"/> is empty, or holds half of a surrogate pair, which UTF-8 cannot write.
    /// </exception>
    public static string EncodeId(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (!id.AsSpan().ContainsAnyExcept(_plain))
        {
            return id;
        }

        if (!WellFormed.IsText(id))
        {
            throw new ArgumentException("The identifier holds half of a surrogate pair.", nameof(id));
        }

        var encoded = new StringBuilder(id.Length * 2);
        foreach (byte unit in Encoding.UTF8.GetBytes(id))
        {
            _ = _plain.Contains((char)unit) ? encoded.Append((char)unit) : encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>Signs a message.</summary>
    /// <param name="secrets">The secrets: <c>whsec_</c> and Base64, or any other text, which then counts in UTF-8.</param>
    /// <param name="id">The identifier of the message as it is sent: see <see cref="EncodeId"/>.</param>
    /// <param name="timestamp">The time of the attempt; fractions of a second are dropped.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <returns>One signature for each secret.</returns>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(id);
        byte[] head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}."));
        byte[] message = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => Version + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), message))));
    }

    /// <summary>Checks a message in a time that does not depend on the signatures.</summary>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="id">The value of <see cref="IdHeader"/>, as it came.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The value of <see cref="SignatureHeader"/>; one that fits is enough.</param>
    /// <param name="body">The bytes that came.</param>
    /// <param name="now">The time at the receiver.</param>
    /// <param name="tolerance">
    /// How far the time of the attempt may lie from <paramref name="now"/>, in either direction; five minutes are usual.
    /// </param>
    public static bool Verify(
        string secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > tolerance)
        {
            return false;
        }

        byte[] expected = Encoding.ASCII.GetBytes(Sign([secret], id, DateTimeOffset.FromUnixTimeSeconds(seconds), body));
        bool fits = false;
        foreach (string signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            fits |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return fits;
    }

    private static byte[] KeyOf(string secret)
    {
        if (secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            var key = new byte[secret.Length];
            if (Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out int length))
            {
                return key[..length];
            }
        }

        return Encoding.UTF8.GetBytes(secret);
    }
}
