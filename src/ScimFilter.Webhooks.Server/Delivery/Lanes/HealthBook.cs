using System.Collections.Concurrent;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>How the deliveries of each webhook have gone lately. Thread-safe.</summary>
internal sealed class HealthBook
{
    // Only those that fail are in it.
    private readonly ConcurrentDictionary<WebhookKey, WebhookHealth> _failing = new();

    public async Task LoadAsync(IDeliveryStore store, CancellationToken cancellationToken)
    {
        foreach ((WebhookKey key, WebhookHealth health) in await store.ReadHealthAsync(cancellationToken))
        {
            _failing[key] = health;
        }
    }

    public WebhookHealth Of(WebhookKey key) => _failing.GetValueOrDefault(key);

    /// <summary>Notes an attempt.</summary>
    /// <returns>The health from now on; null when it is what it was.</returns>
    public WebhookHealth? Note(WebhookKey key, AttemptResult result) =>
        result.Attempt.Succeeded ? Forget(key)
        : !result.Outcome.ConcernsReceiver ? null
        : _failing.AddOrUpdate(
            key, (_, at) => default(WebhookHealth).Failed(at), (_, health, at) => health.Failed(at), result.Attempt.TriggeredAt);

    /// <summary>Begins anew: the webhook works, was enabled again, or is gone.</summary>
    /// <returns>The health from now on; null when it was well already.</returns>
    public WebhookHealth? Forget(WebhookKey key) => _failing.TryRemove(key, out _) ? default(WebhookHealth) : null;

    /// <summary>Moves the times since when webhooks fail: the clock was set by so much.</summary>
    public void Shift(TimeSpan by)
    {
        foreach (WebhookKey key in _failing.Keys)
        {
            _failing.AddOrUpdate(key, default(WebhookHealth), (_, health) => health with { FailingSince = health.FailingSince + by });
        }
    }
}
