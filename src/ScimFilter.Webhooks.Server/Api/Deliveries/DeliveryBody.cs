using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>An attempt at delivering as the API shows it.</summary>
internal sealed record DeliveryBody(
    string Id, string Status, DeliveryRequestBody Request, DeliveryResponseBody? Response, string EventType, string WebhookId,
    ApiTime TriggeredAt,
    string StatusMessage);
