using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>
/// A root, an intermediate and a leaf for <c>localhost</c> that name URLs of issuers, OCSP servers and revocation lists at a listener that
/// counts who comes.
/// </summary>
internal sealed class CertificateChain : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _counting;
    private int _connections;

    public CertificateChain(DateTimeOffset now)
    {
        _listener.Start();
        _counting = CountAsync();
        string url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        using ECDsa rootKey = NewKey();
        Root = RequestOf("CN=Root", rootKey, isAuthority: true).CreateSelfSigned(now.AddDays(-1), now.AddDays(100));
        using ECDsa intermediateKey = NewKey();
        CertificateRequest intermediate = RequestOf("CN=Intermediate", intermediateKey, isAuthority: true);
        Name(intermediate, url, "root");
        using X509Certificate2 issuer = intermediate.Create(Root, now.AddDays(-1), now.AddDays(90), [2])
            .CopyWithPrivateKey(intermediateKey);
        Intermediate = X509CertificateLoader.LoadCertificate(issuer.RawData);
        using ECDsa leafKey = NewKey();
        CertificateRequest leaf = RequestOf("CN=localhost", leafKey, isAuthority: false);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        leaf.CertificateExtensions.Add(names.Build());
        Name(leaf, url, "intermediate");
        using X509Certificate2 signed = leaf.Create(issuer, now.AddDays(-1), now.AddDays(80), [3]).CopyWithPrivateKey(leafKey);
        Leaf = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pfx), null);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public X509Certificate2 Leaf { get; }

    /// <summary>Gets how many connections came to the listener.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _listener.Dispose();
        _counting.GetAwaiter().GetResult();
        Root.Dispose();
        Intermediate.Dispose();
        Leaf.Dispose();
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CertificateRequest RequestOf(string subject, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static void Name(CertificateRequest request, string url, string issuer)
    {
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([$"{url}/ocsp"], [$"{url}/{issuer}.crt"]));
        request.CertificateExtensions.Add(
            CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([$"{url}/{issuer}.crl"]));
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
