namespace ScimFilter.Webhooks.Delivering;

/// <summary>What follows an attempt.</summary>
public enum RetryDecision
{
    /// <summary>The event was taken: nothing.</summary>
    Delivered,

    /// <summary>Another attempt.</summary>
    Retry,

    /// <summary>No more attempts; the delivery has failed.</summary>
    GiveUp,

    /// <summary>No more attempts of any delivery: the webhook is disabled.</summary>
    Disable,
}
