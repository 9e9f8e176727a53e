using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Signals;

/// <summary>What the sender is told about a webhook.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="DueAt">When a delivery of it is due; null: now.</param>
/// <param name="Releases">Whether a hold ends, and what waits for another attempt is due.</param>
internal readonly record struct LaneHint(WebhookKey Webhook, DateTimeOffset? DueAt, bool Releases);
