using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>
/// Tells whether a name may be sent to without encryption: when it has an address in a network that an operator allows. That is for the
/// owner of a webhook while it is written; names change, so what counts is the address that is connected to. Thread-safe.
/// </summary>
/// <remarks>
/// A caller waits for it, so a check has two seconds, the wait for its turn included. Four checks of a tenant run at once: look-ups of
/// names whose servers are silent go on for longer, and must leave the tenant's deliveries most of its look-ups.
/// </remarks>
internal sealed class PlainTextTargets(INameResolver names, SilentNames silent, AddressPolicy policy, TimeProvider time)
{
    private const int PerTenant = 4;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly TenantGate _gate = new(PerTenant);

    /// <summary>Decides on a target. One with encryption, or with an address instead of a name, is left to the other rules.</summary>
    /// <returns>Null when the target is allowed; else the end of a sentence that says why it is not.</returns>
    public async ValueTask<string?> FindFaultAsync(string tenantId, Uri target, CancellationToken cancellationToken)
    {
        if (target.Scheme != Uri.UriSchemeHttp || target.HostNameType != UriHostNameType.Dns)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        long? since = null;
        try
        {
            using IDisposable turn = await _gate.EnterAsync(tenantId, either.Token);
            if (silent.Has(tenantId, target.IdnHost))
            {
                return "the DNS servers of its host did not answer a few seconds ago.";
            }

            since = time.GetTimestamp();
            ImmutableArray<IPAddress> addresses = await names.ResolveAsync(tenantId, target.IdnHost, either.Token);
            return addresses.Any(address => policy.Allows(target, address))
                ? null
                : "its host is in no network that may be sent to without.";
        }
        catch (NameResolutionException exception)
        {
            return $"its host is in no network that may be sent to without. {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The name got its turn too late to be called silent.
            if (since is not { } asked || time.GetElapsedTime(asked) < _patience / 2)
            {
                return $"its host was not looked up, as {PerTenant} other names of the tenant are being looked up.";
            }

            silent.Add(tenantId, target.IdnHost);
            return string.Create(
                CultureInfo.InvariantCulture, $"its host was not resolved within {_patience.TotalSeconds:0} seconds.");
        }
    }
}
