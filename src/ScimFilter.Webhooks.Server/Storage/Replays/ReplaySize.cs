namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>How many events a period has.</summary>
/// <param name="Period">The period.</param>
/// <param name="Events">Their number; no more than was counted up to.</param>
/// <param name="FitsUntil">
/// When the period has more than was counted up to: the end of the longest part, from its beginning, that has not. Otherwise null.
/// </param>
internal sealed record ReplaySize(ReplayPeriod Period, int Events, DateTimeOffset? FitsUntil);
