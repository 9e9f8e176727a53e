namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>A claim for deliveries of one webhook.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Limit">The most.</param>
internal readonly record struct LaneClaim(WebhookKey Webhook, int Limit);
