using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Sending;

/// <summary>Sends an event once more because somebody asks for it: the same event, to the webhook as it is now. Thread-safe.</summary>
internal sealed class Resending(
    IDeliveryStore store, AttemptMaker attempts, HealthBook health, FailureRule rule, LaneTable lanes, LaneHints hints)
{
    /// <summary>
    /// Sends; the attempt is recorded as one of its own, and counts for the health of the webhook; a success ends a hold.
    /// </summary>
    public async Task<Attempt> SendAsync(Webhook webhook, StoredEvent @event, CancellationToken cancellationToken)
    {
        AttemptResult result = await attempts.MakeAsync(webhook, @event, cancellationToken);
        if (lanes.Learn(result))
        {
            hints.Release(result.Attempt.Webhook);
        }

        WebhookHealth? now = health.Note(result.Attempt.Webhook, result);
        await store.RecordAsync(result.Attempt, now, CancellationToken.None);
        await rule.ApplyAsync(result.Attempt.Webhook, result.Outcome, now ?? default);
        return result.Attempt;
    }
}
