using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Http;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Certificates of receivers, which name URLs that nobody may be sent to.</summary>
public sealed class CertificateTests : IDisposable
{
    // Chains are judged by the clock of the machine.
    private readonly CertificateChain _chain = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _chain.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Nothing_that_a_certificate_names_is_fetched(bool checkRevocation, bool sendsIntermediate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, sendsIntermediate);
        var policy = new AddressPolicy(IPNetwork.Parse("127.0.0.0/8"));
        using var poster = new WebhookPoster(
            new GuardedConnector(new NoNames(), policy, TimeProvider.System), new DeliveryOptions(), TimeProvider.System);
        var url = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        PostResult result = await poster.PostAsync(
            "t1", new DeliveryRequest(url, [], "{}"u8.ToArray()), checkRevocation, CancellationToken.None);
        await serving;
        Assert.Equal(AttemptFailure.Encryption, result.Outcome.Failure);
        Assert.Equal(0, _chain.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_that_the_receiver_sends_whole_is_good_without_anything_fetched(bool checkRevocation)
    {
        Assert.True(Build(checkRevocation, [_chain.Intermediate]));
        Assert.Equal(0, _chain.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_without_its_intermediate_is_refused(bool checkRevocation)
    {
        Assert.False(Build(checkRevocation, []));
        Assert.Equal(0, _chain.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trust_is_that_of_the_system(bool checkRevocation) =>
        Assert.Equal(X509ChainTrustMode.System, CertificateRules.ChainPolicy(checkRevocation).TrustMode);

    private bool Build(bool checkRevocation, X509Certificate2[] sent)
    {
        using var chain = new X509Chain { ChainPolicy = CertificateRules.ChainPolicy(checkRevocation) };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_chain.Root);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        return chain.Build(_chain.Leaf);
    }

    private async Task ServeAsync(TcpListener listener, bool sendsIntermediate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(
                    _chain.Leaf, sendsIntermediate ? [_chain.Intermediate] : null, offline: true),
            });
            await stream.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The client does not trust the root.
        }
    }

    private sealed class NoNames : INameResolver
    {
        public Task<System.Collections.Immutable.ImmutableArray<IPAddress>> ResolveAsync(
            string tenantId, string host, CancellationToken cancellationToken) =>
            Task.FromResult<System.Collections.Immutable.ImmutableArray<IPAddress>>([IPAddress.Parse(host)]);
    }
}
