using System.Collections.Immutable;
using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>Finds the addresses of a name. Thread-safe.</summary>
internal interface INameResolver
{
    /// <summary>Finds the addresses of a name. They are not judged: a name may have any address, private ones included.</summary>
    /// <param name="tenantId">The tenant that the look-up counts for: each has a bound of its own, so that none takes all look-ups.</param>
    /// <param name="host">A host name, or an address as text.</param>
    /// <param name="cancellationToken">Ends the waiting of this caller; others may wait for the same look-up.</param>
    /// <returns>At least one address, in the order in which they are to be tried.</returns>
    /// <exception cref="NameResolutionException">The name has no address, or none was found in time.</exception>
    Task<ImmutableArray<IPAddress>> ResolveAsync(string tenantId, string host, CancellationToken cancellationToken);
}
