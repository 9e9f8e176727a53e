using System.Threading.Channels;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>A store that tells tests when an attempt was recorded, and can keep claims and records waiting.</summary>
internal sealed class ObservedDeliveries(IDeliveryStore store) : IDeliveryStore
{
    // Only so that a test that would wait for ever fails.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Channel<DeliveryCompletion> _completed = Channel.CreateUnbounded<DeliveryCompletion>();
    private readonly Channel<int> _released = Channel.CreateUnbounded<int>();

    private readonly TaskCompletionSource<TimeSpan> _shifted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Channel<int> _pruned = Channel.CreateUnbounded<int>();

    private readonly Channel<int> _claims = Channel.CreateUnbounded<int>();

    /// <summary>Gets or sets what claims wait for before they are answered.</summary>
    public Task Claiming { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets what records of attempts wait for before they are stored.</summary>
    public Task Completing { get; set; } = Task.CompletedTask;

    /// <summary>Gets by how much due times were moved, once they are.</summary>
    public Task<TimeSpan> Shifted => _shifted.Task;

    /// <summary>Waits until something is claimed; the answer may be on its way still.</summary>
    public async Task<int> ClaimedAsync() => await _claims.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    public async Task<DeliveryCompletion> CompletedAsync() => await _completed.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    public async Task<int> ReleasedAsync() => await _released.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    /// <summary>Waits until old rows were looked for, and says how many were deleted.</summary>
    public async Task<int> PrunedAsync() => await _pruned.Reader.ReadAsync().AsTask().WaitAsync(_patience);

    public bool TryCompleted() => _completed.Reader.TryRead(out _);

    public async ValueTask CompleteAsync(DeliveryCompletion completion, CancellationToken cancellationToken)
    {
        await Completing;
        await store.CompleteAsync(completion, cancellationToken);
        _completed.Writer.TryWrite(completion);
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<ClaimedDelivery> deliveries, CancellationToken cancellationToken)
    {
        await store.ReleaseAsync(deliveries, cancellationToken);
        _released.Writer.TryWrite(deliveries.Count);
    }

    public ValueTask<IReadOnlyList<LaneDue>> ReadDueAsync(CancellationToken cancellationToken) => store.ReadDueAsync(cancellationToken);

    public async ValueTask<IReadOnlyList<ClaimedLane>> ClaimAsync(
        IReadOnlyList<LaneClaim> claims, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        _claims.Writer.TryWrite(claims.Count);
        await Claiming;
        return await store.ClaimAsync(claims, now, leaseUntil, cancellationToken);
    }

    public ValueTask RecordAsync(Attempt attempt, WebhookHealth? health, CancellationToken cancellationToken) =>
        store.RecordAsync(attempt, health, cancellationToken);

    public ValueTask<int> ReturnExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ReturnExpiredAsync(now, cancellationToken);

    public ValueTask<int> RecoverAsync(WebhookKey webhook, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.RecoverAsync(webhook, since, now, cancellationToken);

    public ValueTask<int> HastenAsync(WebhookKey webhook, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.HastenAsync(webhook, now, cancellationToken);

    public async ValueTask ShiftAsync(TimeSpan due, TimeSpan failing, CancellationToken cancellationToken)
    {
        await store.ShiftAsync(due, failing, cancellationToken);
        if (due != TimeSpan.Zero)
        {
            _shifted.TrySetResult(due);
        }
    }

    public ValueTask<int> LimitDueAsync(IReadOnlyList<DueLimit> limits, CancellationToken cancellationToken) =>
        store.LimitDueAsync(limits, cancellationToken);

    public ValueTask<Page<Attempt>> ListAsync(WebhookKey webhook, AttemptQuery query, CancellationToken cancellationToken) =>
        store.ListAsync(webhook, query, cancellationToken);

    public ValueTask<Attempt?> FindAsync(WebhookKey webhook, Guid attemptId, CancellationToken cancellationToken) =>
        store.FindAsync(webhook, attemptId, cancellationToken);

    public ValueTask<IReadOnlyDictionary<WebhookKey, WebhookHealth>> ReadHealthAsync(CancellationToken cancellationToken) =>
        store.ReadHealthAsync(cancellationToken);

    public async ValueTask<int> PruneAsync(Retention retention, int limit, CancellationToken cancellationToken)
    {
        int count = await store.PruneAsync(retention, limit, cancellationToken);
        _pruned.Writer.TryWrite(count);
        return count;
    }
}
