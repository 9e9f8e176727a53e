using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Tells whether a name may be sent to without encryption: when it leads into a network that an operator allows. That is for who writes a
/// webhook; names change, so what counts is the address that is connected to. Thread-safe.
/// </summary>
internal sealed class PlainTextTargets(INameResolver names, AddressPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides on a target; one with encryption, or with an address instead of a name, is not its business.</summary>
    public async ValueTask<bool> AllowsAsync(Uri target, CancellationToken cancellationToken)
    {
        if (target.Scheme != Uri.UriSchemeHttp || target.HostNameType != UriHostNameType.Dns)
        {
            return true;
        }

        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            IPAddress[] addresses = await names.ResolveAsync(target.IdnHost, either.Token);
            return Array.Exists(addresses, address => policy.Allows(target, address));
        }
        catch (Exception exception) when (
            exception is SocketException or ArgumentException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
