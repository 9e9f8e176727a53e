using System.Buffers;
using System.Text;
using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>Shows deliveries as the API does.</summary>
internal static class DeliveryBodies
{
    public static DeliveryBody Of(Attempt attempt) => new(
        attempt.Id.ToString(),
        attempt.Succeeded ? "success" : "fail",
        RequestOf(attempt),
        attempt.ResponseStatus is { } status ? ResponseOf(attempt, status) : null,
        attempt.EventType,
        attempt.Webhook.WebhookId,
        attempt.TriggeredAt,
        attempt.StatusMessage);

    private static DeliveryRequestBody RequestOf(Attempt attempt)
    {
        bool leftOut = attempt is { Event: null, EventLength: not null };
        return new DeliveryRequestBody(attempt.RequestUrl, BodyOf(attempt), Joined(attempt.RequestHeaders))
        {
            BodyTruncated = leftOut ? true : null,
            BodyLength = leftOut ? attempt.EventLength : null,
        };
    }

    private static DeliveryResponseBody ResponseOf(Attempt attempt, int status)
    {
        bool shortened = attempt.ResponseBody is { } body && Encoding.UTF8.GetByteCount(body) < attempt.ResponseBodyLength;
        return new DeliveryResponseBody(attempt.ResponseBody, Joined(attempt.ResponseHeaders), status)
        {
            BodyTruncated = shortened ? true : null,
            BodyLength = shortened ? attempt.ResponseBodyLength : null,
        };
    }

    // The event in the shape in which it was sent: the same bytes, as neither ever changes.
    private static WrittenJson? BodyOf(Attempt attempt)
    {
        if (attempt.Event is not { } @event)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            EventRenderer.Render(@event.Content.Body, @event.Content.Shape, attempt.RequestShape, buffer);
            return new WrittenJson(buffer.WrittenMemory);
        }
        catch (JsonException)
        {
            // Stored before the intake checked as much as it does now: its attempt is shown without a body, with the rest of the page.
            return null;
        }
    }

    private static Dictionary<string, string> Joined(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            group => group.Key, group => string.Join(", ", group.Select(header => header.Value)), StringComparer.OrdinalIgnoreCase);
}
