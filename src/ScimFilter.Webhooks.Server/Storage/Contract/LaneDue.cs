namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Says when the next delivery of a webhook is due.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="DueAt">When.</param>
internal readonly record struct LaneDue(WebhookKey Webhook, DateTimeOffset DueAt);
