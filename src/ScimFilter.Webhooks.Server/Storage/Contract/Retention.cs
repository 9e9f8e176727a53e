namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>What is old enough to be forgotten.</summary>
/// <param name="History">Events that are matched, their deliveries and attempts, from before this.</param>
/// <param name="EventIds">Identifiers of events, by which duplicates are known, from before this.</param>
internal readonly record struct Retention(DateTimeOffset History, DateTimeOffset EventIds)
{
    /// <summary>
    /// Gets the time. A row that is later was stamped by a clock that was wrong: it is forgotten with the rows that were stored after it.
    /// Null when every stamp is believed.
    /// </summary>
    public DateTimeOffset? Now { get; init; }
}
