using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>Who may issue tokens, and for which tenant.</summary>
internal sealed class JwtIssuerOptions
{
    /// <summary>Gets or sets the claim <c>iss</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Gets or sets the claim <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Gets or sets the public key that verifies, in PEM: RSA or an elliptic curve.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Gets or sets the tenant that the issuer speaks for; it speaks for no other.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Reads the public key.</summary>
    /// <exception cref="ArgumentException">It is not in PEM, or not a public key of a known kind.</exception>
    /// <exception cref="CryptographicException">The key itself cannot be read.</exception>
    public SecurityKey ReadKey()
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(PublicKey);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(PublicKey);
            return new ECDsaSecurityKey(curve);
        }
    }
}
