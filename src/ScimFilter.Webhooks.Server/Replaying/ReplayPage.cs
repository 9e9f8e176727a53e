using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Replaying;

/// <summary>Some events of a period, in order.</summary>
/// <param name="Events">The events, as far as their bodies are still kept.</param>
/// <param name="End">The place behind them.</param>
/// <param name="IsLast">Whether the period ends there.</param>
internal sealed record ReplayPage(IReadOnlyList<StoredEvent> Events, ReplayPlace End, bool IsLast);
