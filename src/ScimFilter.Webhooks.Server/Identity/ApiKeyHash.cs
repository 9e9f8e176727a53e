using System.Security.Cryptography;
using System.Text;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>What is kept of a key. Keys are long and random, so a plain hash cannot be searched backwards.</summary>
internal readonly record struct ApiKeyHash(string Hex)
{
    private const int KeyBytes = 32;

    private const int ShortLength = 12;

    /// <summary>Gets what people call the key by: enough of the hash to tell keys apart, of no use to find one.</summary>
    public string ShortId => Hex[..Math.Min(ShortLength, Hex.Length)].ToLowerInvariant();

    public static ApiKeyHash Of(string key) => new(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    public static string NewKey() => $"whk_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))}";

    /// <summary>Compares in a time that does not depend on where two differ.</summary>
    public bool Matches(ApiKeyHash other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex), Encoding.ASCII.GetBytes(other.Hex));
}
