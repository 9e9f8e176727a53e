using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>How the deliveries of a webhook have gone lately; left out when the last attempt succeeded and nothing holds them up.</summary>
/// <param name="Failures">Attempts that failed since the last one that succeeded.</param>
/// <param name="FailingSince">When the first of those was made.</param>
/// <param name="HeldUntil">Until when nothing is sent.</param>
/// <param name="HeldReason">Why: <c>retryAfter</c>, the receiver asked for it; <c>circuitOpen</c>, the next attempt is a probe.</param>
internal sealed record HealthBody(int Failures, ApiTime? FailingSince, ApiTime? HeldUntil, string? HeldReason);
