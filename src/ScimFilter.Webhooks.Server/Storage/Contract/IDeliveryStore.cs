namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Keeps deliveries: work that is due, and the attempts that were made. What returns has happened durably. Thread-safe.</summary>
internal interface IDeliveryStore
{
    /// <summary>
    /// Says of every webhook with deliveries that nobody holds when the first of them is due: for the sender at start, and now and
    /// then.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<IReadOnlyList<LaneDue>> ReadDueAsync(CancellationToken cancellationToken);

    /// <summary>Claims deliveries that are due. No two claims overlap.</summary>
    /// <param name="claims">Of which webhooks, and how many.</param>
    /// <param name="now">The time by which they are due.</param>
    /// <param name="leaseUntil">When the claims end.</param>
    /// <param name="cancellationToken">Ends the waiting before anything is claimed; what is claimed is returned.</param>
    /// <returns>One entry for each claim, in their order.</returns>
    ValueTask<IReadOnlyList<ClaimedLane>> ClaimAsync(
        IReadOnlyList<LaneClaim> claims, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>
    /// Records an attempt and what becomes of its delivery, in one transaction. A delivery whose lease has gone to another keeps its
    /// state; the attempt is recorded all the same.
    /// </summary>
    /// <param name="completion">The attempt.</param>
    /// <param name="cancellationToken">Ends the waiting, not the recording.</param>
    ValueTask CompleteAsync(DeliveryCompletion completion, CancellationToken cancellationToken);

    /// <summary>Records an attempt that belongs to no delivery: one that somebody asked for.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="health">The health of the webhook from now on; null when it is what it was.</param>
    /// <param name="cancellationToken">Ends the waiting, not the recording.</param>
    ValueTask RecordAsync(Attempt attempt, WebhookHealth? health, CancellationToken cancellationToken);

    /// <summary>Gives claims back whose attempts were not made; they are due at once.</summary>
    /// <param name="deliveries">The claims.</param>
    /// <param name="cancellationToken">Ends the waiting, not the giving back.</param>
    ValueTask ReleaseAsync(IReadOnlyList<ClaimedDelivery> deliveries, CancellationToken cancellationToken);

    /// <summary>Makes deliveries due again whose leases have ended.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many.</returns>
    ValueTask<int> ReturnExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes deliveries of a webhook due again that have failed, with all their attempts before them.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="since">Those that failed at this time or later.</param>
    /// <param name="now">When they are due.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <returns>How many.</returns>
    ValueTask<int> RecoverAsync(WebhookKey webhook, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes deliveries of a webhook due now that wait for another attempt.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="now">When they are due.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <returns>How many.</returns>
    ValueTask<int> HastenAsync(WebhookKey webhook, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the times by which deliveries are due and webhooks have failed: the clock was set. Leases stay as they are; what has failed or
    /// was attempted keeps its time.
    /// </summary>
    /// <param name="due">By how much due times are moved; negative when the clock was set back.</param>
    /// <param name="failing">By how much the times are moved since when webhooks fail.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    ValueTask ShiftAsync(TimeSpan due, TimeSpan failing, CancellationToken cancellationToken);

    /// <summary>Makes deliveries due earlier that wait for longer than any delay explains: a wrong clock made their times.</summary>
    /// <param name="limits">The limits by the number of attempts that were made, from zero; the last holds for all further numbers.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">There are no limits.</exception>
    ValueTask<int> LimitDueAsync(IReadOnlyList<DueLimit> limits, CancellationToken cancellationToken);

    /// <summary>Lists attempts of a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="query">Which, and in what order.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CursorFormatException">The cursor is not of this order.</exception>
    ValueTask<Page<Attempt>> ListAsync(WebhookKey webhook, AttemptQuery query, CancellationToken cancellationToken);

    /// <summary>Finds an attempt of a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<Attempt?> FindAsync(WebhookKey webhook, Guid attemptId, CancellationToken cancellationToken);

    /// <summary>Gives the health of all webhooks whose last attempt failed.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<IReadOnlyDictionary<WebhookKey, WebhookHealth>> ReadHealthAsync(CancellationToken cancellationToken);

    /// <summary>Forgets some of what is old.</summary>
    /// <param name="retention">What is old.</param>
    /// <param name="limit">The most rows of each kind: work like this must not hold up the rest.</param>
    /// <param name="cancellationToken">Ends the waiting, not the forgetting.</param>
    /// <returns>
    /// How many rows; zero when nothing old was found. A store may look at a part each time, and find more when it is called again later.
    /// </returns>
    ValueTask<int> PruneAsync(Retention retention, int limit, CancellationToken cancellationToken);
}
