using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>Some events of a period, in order.</summary>
/// <param name="Events">The events, as far as their bodies are still kept.</param>
/// <param name="End">The place behind them.</param>
/// <param name="IsLast">Whether the period ends there.</param>
internal sealed record ReplayPage(IReadOnlyList<StoredEvent> Events, ReplayPlace End, bool IsLast);
