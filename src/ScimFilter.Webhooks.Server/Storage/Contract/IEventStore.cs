namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>
/// Keeps events from when they come in until they are matched, and for a while longer. What returns has happened durably. Thread-safe.
/// </summary>
internal interface IEventStore
{
    /// <summary>Stores events of a tenant, all or none. One whose identifier and source are known already is not stored again.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Ends the waiting, not the storing.</param>
    /// <returns>For each event whether it is new.</returns>
    ValueTask<IReadOnlyList<bool>> AppendAsync(string tenantId, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken);

    /// <summary>Gives events that were not matched yet, the oldest first.</summary>
    /// <param name="limit">The most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<IReadOnlyList<StoredEvent>> ReadUnmatchedAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Marks events as matched and creates a delivery for each webhook that an event concerns, in one transaction. Webhooks that are
    /// gone are passed over; an event and a webhook have one delivery, however often this is asked for.
    /// </summary>
    /// <param name="matches">Events as <see cref="ReadUnmatchedAsync"/> gave them, in its order, none left out.</param>
    /// <param name="now">When the deliveries are due.</param>
    /// <param name="leaseUntil">When the claims end, of deliveries that are claimed as they are created.</param>
    /// <param name="cancellationToken">Ends the waiting, not the saving.</param>
    /// <returns>What was claimed: it is the caller's, for its first attempt. What was saved before is not among it.</returns>
    ValueTask<IReadOnlyList<DeliveryKey>> SaveMatchesAsync(
        IReadOnlyList<EventMatches> matches, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>Gives the latest events of a tenant, the newest first.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="limit">The most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<IReadOnlyList<StoredEvent>> ReadRecentAsync(string tenantId, int limit, CancellationToken cancellationToken);
}
