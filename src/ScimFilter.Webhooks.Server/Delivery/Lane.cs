using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// The deliveries of one webhook: how many are on their way, and when there is more to do. Guarded by the lock of the table.
/// </summary>
internal sealed class Lane(WebhookKey webhook)
{
    public WebhookKey Webhook { get; } = webhook;

    /// <summary>Gets or sets how many deliveries are on their way.</summary>
    public int UnderWay { get; set; }

    /// <summary>Gets or sets how many of those take no room any more.</summary>
    public int Outside { get; set; }

    /// <summary>Gets or sets how much the claim may bring that was taken and not answered yet.</summary>
    public int Asked { get; set; }

    /// <summary>Gets or sets when the next delivery is due, as far as is known; null when none is.</summary>
    public DateTimeOffset? NextDue { get; set; }

    /// <summary>Gets or sets until when the receiver is left alone.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Gets or sets the time that the lane stands in the sender's queue for; entries for other times are out of date.</summary>
    public DateTimeOffset? QueuedFor { get; set; }

    /// <summary>Gets or sets a value indicating whether the last attempt failed.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Gets when the lane can do something; null when it has nothing to do.</summary>
    public DateTimeOffset? ReadyAt => NextDue is { } due ? (due > NotBefore ? due : NotBefore) : null;

    public void Due(DateTimeOffset at)
    {
        if (NextDue is null || at < NextDue)
        {
            NextDue = at;
        }
    }
}
