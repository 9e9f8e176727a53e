namespace ScimFilter;

/// <summary>What an index holds and what it did.</summary>
/// <param name="Subscriptions">The number of subscriptions.</param>
/// <param name="Entries">The number of places at which they stand; a filter has one for each alternative, some for each event type.</param>
/// <param name="WithoutKey">The number of entries whose filter asks for no value by <c>eq</c>: each is checked on every event of its types.</param>
/// <param name="Segments">The number of segments that each event looks into.</param>
/// <param name="Bytes">
/// The memory of tables, values, keys and filters in bytes, without what keys refer to and without code. What filters share is counted once;
/// the memory of filters is an estimate.
/// </param>
/// <param name="Templates">The sets of attributes that are keys, with the number of keys of each.</param>
/// <param name="Events">The number of events that were matched.</param>
/// <param name="ResidualChecks">The number of times that a filter, or what is left of it beside its key, was checked on an event.</param>
public sealed record SubscriptionIndexStatistics(
    int Subscriptions,
    long Entries,
    long WithoutKey,
    int Segments,
    long Bytes,
    IReadOnlyList<TemplateStatistics> Templates,
    long Events,
    long ResidualChecks)
{
    /// <summary>Gets the number of times that maintenance failed, see <see cref="SubscriptionIndex{TKey}.MaintenanceFault"/>.</summary>
    public long MaintenanceFailures { get; init; }

    /// <summary>Gets the checks per event.</summary>
    public double ResidualChecksPerEvent => Events == 0 ? 0 : (double)ResidualChecks / Events;
}

/// <summary>A set of attributes that is a key, and how much it is used.</summary>
/// <param name="Attributes">The attributes; none for what is found by its event type alone.</param>
/// <param name="Keys">The number of keys.</param>
public sealed record TemplateStatistics(IReadOnlyList<string> Attributes, long Keys);
