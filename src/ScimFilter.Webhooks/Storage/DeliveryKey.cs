namespace ScimFilter.Webhooks.Storage;

/// <summary>Names a delivery: an event and a webhook have one.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Position">The place of the event.</param>
public readonly record struct DeliveryKey(WebhookKey Webhook, long Position);
