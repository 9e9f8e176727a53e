using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Delivery.Resolving;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>
/// Connects to targets. The policy judges addresses after the name was resolved, and the socket connects to an address that was judged,
/// so a name that has other addresses the second time (DNS rebinding) changes nothing. Thread-safe.
/// </summary>
internal sealed class GuardedConnector(INameResolver names, AddressPolicy policy, TimeProvider time)
{
    // An address that does not answer leaves time for the next one.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Gets the option of a request that names the tenant that it is sent for.</summary>
    public static HttpRequestOptionsKey<string> Tenant { get; } = new("tenant");

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        HttpRequestMessage request = context.InitialRequestMessage;
        _ = request.Options.TryGetValue(Tenant, out string? tenant);
        ImmutableArray<IPAddress> addresses = await names.ResolveAsync(tenant ?? "", target.Host, cancellationToken);
        IPAddress[] allowed = [.. addresses.Where(address => policy.Allows(request.RequestUri!, address))];
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException(target.Host);
        }

        for (int i = 0; ; i++)
        {
            bool isLast = i == allowed.Length - 1;
            using var patience = new CancellationTokenSource(isLast ? Timeout.InfiniteTimeSpan : _patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], target.Port, either.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception)
            {
                socket.Dispose();
                bool isOverdue = exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;
                if (isLast || (exception is not SocketException && !isOverdue))
                {
                    throw;
                }
            }
        }
    }
}
