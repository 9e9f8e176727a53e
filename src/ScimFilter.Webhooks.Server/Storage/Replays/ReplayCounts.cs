namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>What a replay has found and done.</summary>
/// <param name="Events">Events that were examined.</param>
/// <param name="Matches">Those of them that the webhook, as it is now, receives.</param>
/// <param name="Deliveries">
/// Deliveries that were created, or given up before and made due again. The other matches were delivered, or wait.
/// </param>
internal readonly record struct ReplayCounts(int Events, int Matches, int Deliveries)
{
    public static ReplayCounts operator +(ReplayCounts a, ReplayCounts b) =>
        new(a.Events + b.Events, a.Matches + b.Matches, a.Deliveries + b.Deliveries);
}
