namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>Which events a replay examines: those of a tenant that arrived in a time and were matched before the replay began.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Since">The first moment of the time.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="Through">
/// The last position. Events behind it are matched in the ordinary way, with the webhook as it is then, so no event is handled twice.
/// </param>
internal sealed record ReplayPeriod(string TenantId, DateTimeOffset Since, DateTimeOffset Until, long Through)
{
    /// <summary>Gets the place before the first event.</summary>
    public ReplayPlace Start => new(Since, 0);
}
