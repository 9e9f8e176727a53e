using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>Shows webhooks as the API does.</summary>
internal sealed class WebhookBodies(WebhooksOptions options, HealthBook healthBook, LaneTable lanes, TimeProvider time)
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

    public static EventTypeBody Of(EventType type, string name) =>
        new(name, type.Title, [.. type.Levels.Select(ApiNames.NameOf)], type.Description, type.Category);

    private HealthBody? HealthOf(Webhook webhook, WebhookHealth health)
    {
        // Nothing is sent to a disabled webhook, and enabling it ends its hold.
        LaneHold? hold = webhook.Enabled ? lanes.HoldOf(new WebhookKey(webhook.TenantId, webhook.Id), time.GetUtcNow()) : null;
        return health.FailingSince is null && hold is null
            ? null
            : new HealthBody(health.Failures, TimeOf(health.FailingSince), TimeOf(hold?.Until), hold?.Reason);
    }

    private static ApiTime? TimeOf(DateTimeOffset? time) => time is { } value ? new ApiTime(value) : null;
}
