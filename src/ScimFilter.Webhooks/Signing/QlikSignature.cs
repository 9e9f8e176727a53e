using System.Security.Cryptography;
using System.Text;

namespace ScimFilter.Webhooks.Signing;

/// <summary>
/// The header <c>Qlik-Signature</c>: the HMAC-SHA256 of the body as it is sent, keyed by the secret in UTF-8, in hexadecimal.
/// </summary>
/// <remarks>
/// Nothing in it tells the time, so a receiver that fears replays should remember the identifiers of events, or ask for the headers of
/// Standard Webhooks.
/// </remarks>
public static class QlikSignature
{
    /// <summary>The name of the header.</summary>
    public const string HeaderName = "qlik-signature";

    /// <summary>Signs a body.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="body">The bytes that are sent.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Sign(string secret, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }

    /// <summary>Checks a signature in a time that does not depend on it.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="body">The bytes that came.</param>
    /// <param name="signature">The value of the header; letters of either case.</param>
    public static bool Verify(string secret, ReadOnlySpan<byte> body, string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        byte[] expected = Encoding.ASCII.GetBytes(Sign(secret, body));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature.ToLowerInvariant()));
    }
}
