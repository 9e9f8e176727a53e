namespace ScimFilter.Webhooks.Storage;

/// <summary>Says when the next delivery of a webhook is due.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="DueAt">When.</param>
public readonly record struct LaneDue(WebhookKey Webhook, DateTimeOffset DueAt);
