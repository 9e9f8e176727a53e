using System.Collections.Immutable;
using System.Net;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Tells whether a name may be sent to without encryption: when it has an address in a network that an operator allows. That is for the
/// owner of a webhook while it is written; names change, so what counts is the address that is connected to. Thread-safe.
/// </summary>
internal sealed class PlainTextTargets(INameResolver names, AddressPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides on a target. One with encryption, or with an address instead of a name, is left to the other rules.</summary>
    public async ValueTask<bool> AllowsAsync(string tenantId, Uri target, CancellationToken cancellationToken)
    {
        if (target.Scheme != Uri.UriSchemeHttp || target.HostNameType != UriHostNameType.Dns)
        {
            return true;
        }

        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            ImmutableArray<IPAddress> addresses = await names.ResolveAsync(tenantId, target.IdnHost, either.Token);
            return addresses.Any(address => policy.Allows(target, address));
        }
        catch (Exception exception) when (
            exception is NameResolutionException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
