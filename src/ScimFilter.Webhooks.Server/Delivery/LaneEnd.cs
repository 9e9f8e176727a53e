using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>A delivery of a lane has ended.</summary>
/// <param name="Webhook">Whose.</param>
/// <param name="IsFailing">Whether the webhook fails.</param>
/// <param name="DueAt">When the delivery is due again; null when it is not.</param>
/// <param name="NotBefore">Until when the receiver is to be left alone.</param>
internal readonly record struct LaneEnd(WebhookKey Webhook, bool IsFailing, DateTimeOffset? DueAt, DateTimeOffset NotBefore)
{
    /// <summary>Gets a value indicating whether the delivery had left its room before.</summary>
    public bool HasLeft { get; init; }
}
