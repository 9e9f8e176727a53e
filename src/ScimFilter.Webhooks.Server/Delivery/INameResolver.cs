using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>Finds the addresses of a name. Thread-safe.</summary>
internal interface INameResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
