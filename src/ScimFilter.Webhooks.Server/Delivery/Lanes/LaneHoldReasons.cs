namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>Why nothing is sent to a webhook for a while.</summary>
internal static class LaneHoldReasons
{
    /// <summary>Its receiver asked for it with <c>Retry-After</c>.</summary>
    public const string RetryAfter = "retryAfter";

    /// <summary>Its last attempts failed; the next one is a probe.</summary>
    public const string CircuitOpen = "circuitOpen";
}
