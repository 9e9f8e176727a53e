using System.Diagnostics;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Matching;

/// <summary>Reads stored events in their order, matches each against the webhooks of its tenant, and stores a delivery per match.</summary>
internal sealed partial class MatchingService(
    IEventStore events, WebhookMatcher matcher, IntakeSignal intake, LaneHints lanes, DeliverySender sender, DeliveryOptions options,
    WebhookMetrics metrics, ServiceClock time, ILogger<MatchingService> logger)
    : BackgroundService
{
    private const int BatchSize = 256;

    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await MatchBatchAsync(stoppingToken) == 0)
                {
                    await intake.Stored.WaitAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The events are stored; the next round tries them again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                MatchingFailed(exception);
                await Task.Delay(_afterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> MatchBatchAsync(CancellationToken cancellationToken)
    {
        await sender.CapacityAsync(cancellationToken);
        IReadOnlyList<StoredEvent> batch = await events.ReadUnmatchedAsync(BatchSize, cancellationToken);
        if (batch.Count == 0)
        {
            return 0;
        }

        using Activity? activity = WebhookMetrics.Activities.StartActivity("match");
        activity?.SetTag("events", batch.Count);
        DateTimeOffset now = time.GetUtcNow();
        List<EventMatches> matches = Match(batch, now);
        await SaveAsync(batch, matches, now);
        lanes.Due(
            matches.SelectMany(match => match.WebhookIds.Except(match.ClaimedIds, StringComparer.Ordinal)
                .Select(id => new WebhookKey(match.TenantId, id))).Distinct(),
            now);
        return matches.Count;
    }

    // Matches at least one event, and more while there is capacity. The others stay unmatched in the store until capacity is free.
    private List<EventMatches> Match(IReadOnlyList<StoredEvent> batch, DateTimeOffset now)
    {
        var matches = new List<EventMatches>(batch.Count);
        try
        {
            foreach (StoredEvent @event in batch)
            {
                EventMatches match = Match(@event);
                matches.Add(match with { ClaimedIds = [.. match.WebhookIds.Where(id => TryReserve(match, id, now))] });
                if (!sender.WantsDeliveries)
                {
                    break;
                }
            }
        }
        catch
        {
            // The batch is matched again later, so the capacity reserved for it is given back.
            matches.ForEach(match => match.ClaimedIds.ToList().ForEach(id => sender.Return(new WebhookKey(match.TenantId, id), null)));
            throw;
        }

        return matches;
    }

    // Deliveries for which there is capacity are claimed as they are created, and begun as soon as they are durable.
    private async Task SaveAsync(IReadOnlyList<StoredEvent> batch, List<EventMatches> matches, DateTimeOffset now)
    {
        DateTimeOffset leaseUntil = time.Steady + options.Lease;
        var reserved = matches.SelectMany(match => match.ClaimedIds.Select(id =>
            new DeliveryKey(new WebhookKey(match.TenantId, id), match.Position))).ToHashSet();
        try
        {
            // Not cancelled: stopping between matching and saving would only repeat the matching of this batch.
            IReadOnlyList<DeliveryKey> claimed = await events.SaveMatchesAsync(matches, now, leaseUntil, CancellationToken.None);
            Dictionary<long, StoredEvent> byPosition = batch.ToDictionary(@event => @event.Position);
            foreach (DeliveryKey delivery in claimed)
            {
                reserved.Remove(delivery);
                sender.Begin(new ClaimedDelivery(delivery.Webhook, byPosition[delivery.Position], 1, leaseUntil));
            }
        }
        finally
        {
            foreach (DeliveryKey delivery in reserved)
            {
                sender.Return(delivery.Webhook, now);
            }
        }
    }

    private bool TryReserve(EventMatches match, string webhookId, DateTimeOffset now) =>
        sender.TryReserve(new WebhookKey(match.TenantId, webhookId), now);

    private EventMatches Match(StoredEvent @event)
    {
        long start = time.GetTimestamp();
        try
        {
            string[] ids = [.. matcher.Match(@event.TenantId, @event.Content.Body.Span).Select(webhook => webhook.Id)];
            metrics.Matched(time.GetElapsedTime(start), ids.Length);
            return new EventMatches(@event.Position, @event.TenantId, ids);
        }
        catch (EventFormatException exception)
        {
            // The intake refuses such events. One that an earlier version accepted must not block the events behind it.
            EventUnreadable(@event.Position, exception);
            return new EventMatches(@event.Position, @event.TenantId, []);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be matched; trying again.")]
    private partial void MatchingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The event at {Position} cannot be read and matches nothing.")]
    private partial void EventUnreadable(long position, Exception exception);
}
