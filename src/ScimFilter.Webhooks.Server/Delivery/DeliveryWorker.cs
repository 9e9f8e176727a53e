using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Delivery.Sending;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>Makes the attempt of a claimed delivery and stores its result. Thread-safe.</summary>
internal sealed partial class DeliveryWorker(
    IDeliveryStore store, WebhookDirectory directory, AttemptMaker attempts, HealthBook health, FailureRule rule, RetrySchedule schedule,
    TimeProvider time,
    ILogger<DeliveryWorker> logger)
{
    private readonly Random _random = new();
    private readonly Lock _lock = new();

    /// <summary>Delivers. Never throws: a delivery whose result could not be stored is claimed again when its lease ends.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="answered">Called when the attempt is made and only has to be stored; not when there was none.</param>
    /// <param name="aborting">Breaks the attempt off; then the delivery is due again at once.</param>
    /// <returns>When the delivery is due again; null when it is not.</returns>
    public async Task<DateTimeOffset?> DeliverAsync(ClaimedDelivery delivery, Action<AttemptResult> answered, CancellationToken aborting)
    {
        try
        {
            if (directory.Find(delivery.Webhook) is not { Enabled: true } webhook)
            {
                await store.ReleaseAsync([delivery], CancellationToken.None);
                return null;
            }

            AttemptResult result = await attempts.MakeAsync(webhook, delivery.Event, aborting);
            answered(result);
            return await CompleteAsync(delivery, result);
        }
        catch (OperationCanceledException) when (aborting.IsCancellationRequested)
        {
            return await ReleaseAsync(delivery);
        }
#pragma warning disable CA1031 // One delivery must not end the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            DeliveryFailed(delivery.Event.Position, delivery.Webhook.WebhookId, exception);
            return delivery.LeaseUntil;
        }
    }

    private async Task<DateTimeOffset?> CompleteAsync(ClaimedDelivery delivery, AttemptResult result)
    {
        RetryStep step = schedule.Decide(delivery.Attempt, result.Outcome, result.EndedAt, Chance());
        WebhookHealth? now = health.Note(delivery.Webhook, result);
        DeliveryEnd end = step.Decision switch
        {
            RetryDecision.Delivered => DeliveryEnd.Delivered,
            RetryDecision.Retry => DeliveryEnd.Retry,
            _ => DeliveryEnd.Failed,
        };
        await store.CompleteAsync(new DeliveryCompletion(delivery, result.Attempt, end, step.DueAt, now), CancellationToken.None);
        await rule.ApplyAsync(delivery.Webhook, result.Outcome, now ?? default);
        return end == DeliveryEnd.Retry ? step.DueAt : null;
    }

    private async Task<DateTimeOffset?> ReleaseAsync(ClaimedDelivery delivery)
    {
        try
        {
            await store.ReleaseAsync([delivery], CancellationToken.None);
        }
#pragma warning disable CA1031 // The lease ends by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            DeliveryFailed(delivery.Event.Position, delivery.Webhook.WebhookId, exception);
        }

        return time.GetUtcNow();
    }

    private double Chance()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    [LoggerMessage(LogLevel.Error,
        "The delivery of the event at {Position} to {WebhookId} could not be completed; it is tried again when its lease ends.")]
    private partial void DeliveryFailed(long position, string webhookId, Exception exception);
}
