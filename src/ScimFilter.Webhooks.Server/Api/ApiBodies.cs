using System.Buffers;
using System.Text;
using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Deliveries;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.Webhooks;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>Shows what is stored as the API shows it.</summary>
internal sealed class ApiBodies(WebhooksOptions options, HealthBook healthBook, LaneTable lanes, TimeProvider time)
{
    public WebhookBody Of(Webhook webhook)
    {
        var key = new WebhookKey(webhook.TenantId, webhook.Id);
        WebhookHealth health = healthBook.Of(key);
        return new WebhookBody
        {
            Id = webhook.Id,
            Url = webhook.Url.OriginalString,
            Name = webhook.Name,
            Level = ApiNames.NameOf(webhook.Level),
            Filter = webhook.Filter,
            Secret = options.ExposeSecrets ? webhook.Secret?.Current : null,
            SecretKeyAdded = webhook.Secret is not null,
            Enabled = webhook.Enabled,
            Headers = webhook.Headers,
            EncryptedHeaders = [.. webhook.EncryptedHeaders.Keys],
            OwnerId = webhook.OwnerId,
            CreatedAt = webhook.CreatedAt,
            UpdatedAt = webhook.UpdatedAt,
            EventTypes = webhook.EventTypes,
            Description = webhook.Description,
            DisabledReason = webhook.DisabledReason,
            CreatedByUserId = webhook.CreatedByUserId,
            UpdatedByUserId = webhook.UpdatedByUserId,
            DisabledReasonCode = webhook.DisabledReasonCode,
            Origin = ApiNames.NameOf(webhook.Origin),
            EnableCloudEventDelivery = webhook.EnableCloudEventDelivery,
            CheckCertificateRevocation = webhook.CheckCertificateRevocation,
            Status = StatusOf(webhook, health),
            Health = HealthOf(webhook, health),
        };
    }

    private static string StatusOf(Webhook webhook, WebhookHealth health) =>
        !webhook.Enabled ? "disabled"
        : webhook.EventTypes.IsEmpty ? "idle"
        : health.FailingSince is not null ? "failing" : "active";

    public static DeliveryBody Of(Attempt attempt) => new(
        attempt.Id.ToString(),
        attempt.Succeeded ? "success" : "fail",
        RequestOf(attempt),
        attempt.ResponseStatus is { } status ? ResponseOf(attempt, status) : null,
        attempt.EventType,
        attempt.Webhook.WebhookId,
        attempt.TriggeredAt,
        attempt.StatusMessage);

    public static EventTypeBody Of(EventType type, string name) =>
        new(name, type.Title, [.. type.Levels.Select(ApiNames.NameOf)], type.Description, type.Category);

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

    private HealthBody? HealthOf(Webhook webhook, WebhookHealth health)
    {
        // Nothing is sent to a disabled webhook, and enabling it ends its hold.
        LaneHold? hold = webhook.Enabled ? lanes.HoldOf(new WebhookKey(webhook.TenantId, webhook.Id), time.GetUtcNow()) : null;
        return health.FailingSince is null && hold is null
            ? null
            : new HealthBody(health.Failures, TimeOf(health.FailingSince), TimeOf(hold?.Until), hold?.Reason);
    }

    private static ApiTime? TimeOf(DateTimeOffset? time) => time is { } value ? new ApiTime(value) : null;

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
