namespace ScimFilter;

/// <summary>Which events are of interest, under an id.</summary>
/// <typeparam name="TId">What the subscription is known by.</typeparam>
/// <param name="Id">The id; unique in an index.</param>
/// <param name="EventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
/// <param name="Filter">The filter; null for every event of those types.</param>
public sealed record Subscription<TId>(TId Id, IReadOnlyCollection<string> EventTypes, FilterExpression? Filter)
    where TId : notnull
{
    /// <summary>
    /// Gets the priority, by which <see cref="SubscriptionIndex{TId}.TryMatchFirst(ReadOnlySpan{byte}, out TId)"/> chooses among the
    /// subscriptions that an event matches: the lowest wins. Any number, also a negative one. Default: 0. While all subscriptions of an
    /// index have the default, priorities take no memory, otherwise four bytes for each subscription.
    /// </summary>
    public int Priority { get; init; }
}
