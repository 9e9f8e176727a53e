namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Names a delivery: an event and a webhook have one.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Position">The place of the event.</param>
internal readonly record struct DeliveryKey(WebhookKey Webhook, long Position);
