using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>Asks the system.</summary>
internal sealed class DnsNameResolver : INameResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);
}
