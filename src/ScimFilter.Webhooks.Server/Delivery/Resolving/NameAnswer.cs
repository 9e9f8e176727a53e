using System.Collections.Immutable;
using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>The outcome of a look-up: addresses, or why there are none.</summary>
/// <param name="Addresses">The addresses; empty exactly if there is a failure.</param>
/// <param name="Failure">Why there are no addresses.</param>
/// <param name="TimeToLive">How long the DNS allows to keep it, before the bounds of the cache; null if it does not say.</param>
internal sealed record NameAnswer(ImmutableArray<IPAddress> Addresses, NameFailure Failure, TimeSpan? TimeToLive)
{
    public static NameAnswer Failed(NameFailure failure, TimeSpan? timeToLive = null) => new([], failure, timeToLive);
}
