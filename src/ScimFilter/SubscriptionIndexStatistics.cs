namespace ScimFilter;

/// <summary>What an index holds and did.</summary>
/// <param name="Subscriptions">The number of subscriptions.</param>
/// <param name="Entries">
/// The number of entries of subscriptions that are not removed. A filter has one for each alternative, or for each alternative and event
/// type.
/// </param>
/// <param name="WithoutKey">
/// The number of entries without a comparison by <c>eq</c>: access paths find them, or they are checked on every event of their types; see
/// <see cref="AccessPaths"/>.
/// </param>
/// <param name="Segments">The number of segments that each event looks into.</param>
/// <param name="Bytes">
/// The memory of tables, values, ids and filters in bytes, without what ids refer to and without code. What filters share is counted once;
/// the memory of filters is an estimate.
/// </param>
/// <param name="Templates">The sets of attributes that form keys, with the number of keys of each.</param>
/// <param name="Events">The number of events that were matched.</param>
/// <param name="ResidualChecks">
/// The number of times that a filter, or what the key does not decide of it, was evaluated on an event.
/// </param>
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
    /// <summary>Gets the most items of <see cref="CheckedSample"/>.</summary>
    public const int MaxCheckedSample = 16;

    /// <summary>
    /// Gets how many entries events find in each way, most entries first within a kind. Together they are <see cref="Entries"/>.
    /// </summary>
    public IReadOnlyList<AccessPathStatistics> AccessPaths { get; init; } = [];

    /// <summary>
    /// Gets the number of entries of removed or replaced subscriptions that the index still holds. Merges in the background drop them.
    /// </summary>
    public long RemovedEntries { get; init; }

    /// <summary>
    /// Gets the number of entries that are checked on every event that has their key, as no value leads to them. Those of keys with
    /// <c>eq</c> that have few entries do not count: the key has found them.
    /// </summary>
    public long CheckedOnEvery { get; init; }

    /// <summary>
    /// Gets some of the entries that <see cref="CheckedOnEvery"/> counts, at most <see cref="MaxCheckedSample"/> items: first those whose
    /// key has the event type only, then those with the most entries. Entries with the same key and conditions are one item; so are those
    /// whose residuals differ in their values alone.
    /// </summary>
    public IReadOnlyList<CheckedEntries> CheckedSample { get; init; } = [];

    /// <summary>Gets the number of times that maintenance failed, see <see cref="SubscriptionIndex{TId}.MaintenanceFault"/>.</summary>
    public long MaintenanceFailures { get; init; }

    /// <summary>Gets the number of checks per event.</summary>
    public double ResidualChecksPerEvent => Events == 0 ? 0 : (double)ResidualChecks / Events;
}

/// <summary>A set of attributes that forms keys.</summary>
/// <param name="Attributes">The attributes; none for entries without an event type and a comparison by <c>eq</c>.</param>
/// <param name="Keys">The number of keys.</param>
public sealed record TemplateStatistics(IReadOnlyList<string> Attributes, long Keys);
