using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Delivery.Http;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Delivery.Sending;

/// <summary>Makes attempts: builds the request from the webhook as it is now, posts it, and says how it went. Thread-safe.</summary>
internal sealed class AttemptMaker(
    DeliveryRequestBuilder builder, EventBodies bodies, WebhookPoster poster, WebhookMetrics metrics, TimeProvider time)
{
    /// <summary>Makes an attempt.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Ends the attempt, with an exception.</param>
    public async Task<AttemptResult> MakeAsync(Webhook webhook, StoredEvent @event, CancellationToken cancellationToken)
    {
        DateTimeOffset start = time.GetUtcNow();
        using Activity? activity = WebhookMetrics.Activities.StartActivity("deliver", ActivityKind.Client);
        activity?.SetTag("webhook", webhook.Id);
        EventShape shape = builder.ShapeFor(webhook);
        (DeliveryRequest? request, PostResult result) = await PostAsync(webhook, @event, shape, start, cancellationToken);
        DateTimeOffset end = time.GetUtcNow();
        metrics.Attempted(end - start, result.Outcome.StatusCode?.ToString(CultureInfo.InvariantCulture)
            ?? result.Outcome.Failure.ToString());
        if (result.Outcome.IsSuccess)
        {
            metrics.Delivered(end - @event.Content.ReceivedAt);
        }
        else
        {
            activity?.SetStatus(ActivityStatusCode.Error, result.Message);
        }

        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(start),
            Webhook = new WebhookKey(webhook.TenantId, webhook.Id),
            EventPosition = @event.Position,
            EventType = @event.Content.Type,
            TriggeredAt = start,
            Succeeded = result.Outcome.IsSuccess,
            StatusMessage = result.Message,
            RequestUrl = webhook.Url.OriginalString,
            RequestHeaders = request is null ? [] : [.. request.ShownHeaders()],
            RequestShape = shape,
            ResponseStatus = result.Outcome.StatusCode,
            ResponseHeaders = result.Headers,
            ResponseBody = result.Body,
            Event = @event,
        };
        return new AttemptResult(attempt, result.Outcome, end);
    }

    private async Task<(DeliveryRequest? Request, PostResult Result)> PostAsync(
        Webhook webhook, StoredEvent @event, EventShape shape, DateTimeOffset start, CancellationToken cancellationToken)
    {
        DeliveryRequest request;
        try
        {
            request = builder.Build(webhook, bodies.Of(@event, shape), shape, MessageIdOf(webhook, @event), start);
        }
        catch (JsonException exception)
        {
            return (null, Unreadable(@event, exception.Message));
        }
        catch (ArgumentException exception)
        {
            // The webhook was stored before there was a rule that refuses its header.
            return (null, new PostResult(new AttemptOutcome { Failure = AttemptFailure.HeaderRefused }, exception.Message));
        }

        return (request, await poster.PostAsync(webhook.TenantId, request, webhook.CheckCertificateRevocation, cancellationToken));
    }

    private static PostResult Unreadable(StoredEvent @event, string fault) => new(
        new AttemptOutcome { Failure = AttemptFailure.EventUnreadable },
        string.Create(
            CultureInfo.InvariantCulture,
            $"The stored event {@event.Content.Id} at position {@event.Position} is damaged and was not sent: {fault}"));

    // The same at every attempt, and another for every webhook.
    private static string MessageIdOf(Webhook webhook, StoredEvent @event) =>
        string.Create(CultureInfo.InvariantCulture, $"msg_{@event.Position}_{webhook.Id}");
}
