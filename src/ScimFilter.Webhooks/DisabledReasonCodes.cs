namespace ScimFilter.Webhooks;

/// <summary>Why a webhook was disabled without anybody asking for it.</summary>
public static class DisabledReasonCodes
{
    /// <summary>The receiver answered 410: it wants no more.</summary>
    public const string Gone = "RECEIVER_GONE";

    /// <summary>No delivery has succeeded for a long time.</summary>
    public const string Failing = "SUSTAINED_FAILURE";

    /// <summary>What is stored of the webhook cannot be read.</summary>
    public const string Unreadable = "UNREADABLE";
}
