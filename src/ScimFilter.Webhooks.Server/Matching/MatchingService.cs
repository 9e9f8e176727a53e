using System.Diagnostics;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Matching;

/// <summary>Reads stored events in their order, asks the index whom they concern, and stores a delivery for each.</summary>
internal sealed partial class MatchingService(
    IEventStore events, WebhookMatcher matcher, IntakeSignal intake, LaneHints lanes, WebhookMetrics metrics, TimeProvider time,
    ILogger<MatchingService> logger)
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
#pragma warning disable CA1031 // The events are stored and can wait until whatever failed is well again.
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
        IReadOnlyList<StoredEvent> batch = await events.ReadUnmatchedAsync(BatchSize, cancellationToken);
        if (batch.Count == 0)
        {
            return 0;
        }

        using Activity? activity = WebhookMetrics.Activities.StartActivity("match");
        activity?.SetTag("events", batch.Count);
        EventMatches[] matches = [.. batch.Select(Match)];
        DateTimeOffset now = time.GetUtcNow();

        // What is begun is ended: stopping between the two would only have the batch matched again.
        await events.SaveMatchesAsync(matches, now, CancellationToken.None);
        lanes.Due(matches.SelectMany(match => match.WebhookIds.Select(id => new WebhookKey(match.TenantId, id))).Distinct(), now);
        return batch.Count;
    }

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
            // The intake takes none such; one that a later version of it would refuse must not stop those behind it.
            EventUnreadable(@event.Position, exception);
            return new EventMatches(@event.Position, @event.TenantId, []);
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be matched; trying again.")]
    private partial void MatchingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The event at {Position} cannot be read and matches nothing.")]
    private partial void EventUnreadable(long position, Exception exception);
}
