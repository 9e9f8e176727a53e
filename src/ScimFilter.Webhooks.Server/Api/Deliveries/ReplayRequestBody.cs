namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>Which events a webhook is to receive that it has not received.</summary>
/// <param name="Since">The first moment of the period.</param>
/// <param name="Until">The first moment after it. Default: now.</param>
/// <param name="DryRun">Whether to count what would be sent, and send nothing. Default: false.</param>
internal sealed record ReplayRequestBody(DateTimeOffset Since, DateTimeOffset? Until, bool? DryRun);
