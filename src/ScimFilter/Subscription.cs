namespace ScimFilter;

/// <summary>Which events are of interest, under an id.</summary>
/// <typeparam name="TId">What the subscription is known by.</typeparam>
/// <param name="Id">The id; unique in an index.</param>
/// <param name="EventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
/// <param name="Filter">The filter; null for every event of those types.</param>
public sealed record Subscription<TId>(TId Id, IReadOnlyCollection<string> EventTypes, FilterExpression? Filter)
    where TId : notnull;
