using System.Security.Cryptography.X509Certificates;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>
/// How certificates of receivers are judged: by the trust of the system, and from what the receiver sends. A certificate can name URLs of
/// its issuer's certificate (AIA), of OCSP servers and of revocation lists. The framework would fetch them from any network, with redirects
/// and the proxies of the environment, on a thread that waits; so nothing is fetched.
/// </summary>
internal static class CertificateRules
{
    // Without an answer that the receiver sends itself, the state of a certificate is unknown, which is no reason to refuse it.
    private const X509VerificationFlags UnknownIsGood = X509VerificationFlags.IgnoreEndRevocationUnknown
        | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown | X509VerificationFlags.IgnoreRootRevocationUnknown;

    /// <summary>Makes the policy for chains of certificates.</summary>
    /// <param name="checkRevocation">
    /// Whether a certificate is refused that is known to be revoked: by the OCSP response that the receiver sends along (stapling), or by a
    /// revocation list that this machine has already.
    /// </param>
    public static X509ChainPolicy ChainPolicy(bool checkRevocation) => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = checkRevocation ? X509RevocationMode.Offline : X509RevocationMode.NoCheck,
        RevocationFlag = X509RevocationFlag.ExcludeRoot,
        VerificationFlags = checkRevocation ? UnknownIsGood : X509VerificationFlags.NoFlag,
    };
}
