namespace ScimFilter;

/// <summary>Which events somebody wants.</summary>
/// <typeparam name="TKey">What the subscription is known by.</typeparam>
/// <param name="Key">What it is known by; unique in an index.</param>
/// <param name="EventTypes">The event types, compared exactly; none means any, also of events without a type.</param>
/// <param name="Filter">The filter; null means every event of those types.</param>
public sealed record Subscription<TKey>(TKey Key, IReadOnlyCollection<string> EventTypes, FilterExpression? Filter)
    where TKey : notnull;
