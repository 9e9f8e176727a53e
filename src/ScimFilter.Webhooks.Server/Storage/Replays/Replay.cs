using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>A replay as it is stored: what to examine, and how far it has come.</summary>
/// <param name="Webhook">The webhook that receives the events.</param>
/// <param name="Period">Which events.</param>
/// <param name="Place">The last event that was examined.</param>
/// <param name="Counts">What was found so far.</param>
/// <param name="StartedAt">When it was requested.</param>
/// <param name="EndedAt">When the last event was examined; null: it is under way.</param>
internal sealed record Replay(
    WebhookKey Webhook, ReplayPeriod Period, ReplayPlace Place, ReplayCounts Counts, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
