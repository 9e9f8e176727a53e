using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>Keeps replays, and reads and writes what they need. What returns has happened durably. Thread-safe.</summary>
internal interface IReplayStore
{
    /// <summary>Counts the events of a tenant that arrived in a time and are matched, up to a limit.</summary>
    ValueTask<ReplaySize> MeasureAsync(
        string tenantId, DateTimeOffset since, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>Stores a new replay in the place of the webhook's former one.</summary>
    /// <returns>Whether it is stored; not when the former one is under way, or the webhook is gone.</returns>
    ValueTask<bool> BeginAsync(Replay replay, CancellationToken cancellationToken);

    /// <summary>Gives the latest replay of a webhook.</summary>
    ValueTask<Replay?> FindAsync(WebhookKey webhook, CancellationToken cancellationToken);

    /// <summary>Gives all replays that are under way, the oldest first.</summary>
    ValueTask<IReadOnlyList<Replay>> ReadRunningAsync(CancellationToken cancellationToken);

    /// <summary>Reads events behind a place, up to a number and up to a number of bytes, but one at least.</summary>
    ValueTask<ReplayPage> ReadAsync(
        ReplayPeriod period, ReplayPlace place, int limit, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Counts the events that <see cref="SaveAsync"/> would make deliveries due for.</summary>
    ValueTask<int> CountMissingAsync(WebhookKey webhook, IReadOnlyList<long> positions, CancellationToken cancellationToken);

    /// <summary>
    /// In one transaction, notes how far a replay has come and makes deliveries due: of events that have none, and of those that were given
    /// up. An event that was delivered, or whose delivery waits, is left alone.
    /// </summary>
    /// <param name="replay">The new state, without the deliveries of this call.</param>
    /// <param name="positions">The events that the webhook receives.</param>
    /// <param name="now">When the deliveries are due.</param>
    /// <param name="cancellationToken">Ends the waiting, not the saving.</param>
    /// <returns>The stored state; null when the replay or the webhook is gone.</returns>
    ValueTask<Replay?> SaveAsync(
        Replay replay, IReadOnlyList<long> positions, DateTimeOffset now, CancellationToken cancellationToken);
}
