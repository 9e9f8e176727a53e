namespace ScimFilter.Webhooks.Storage;

/// <summary>Asks for deliveries of one webhook.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Limit">The most.</param>
public readonly record struct LaneClaim(WebhookKey Webhook, int Limit);
