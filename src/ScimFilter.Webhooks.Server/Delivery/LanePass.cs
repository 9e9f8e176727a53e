using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>A delivery on its way through its lane. Guarded by the lock of the table.</summary>
internal sealed class LanePass(WebhookKey webhook)
{
    public WebhookKey Webhook { get; } = webhook;

    public LanePassStage Stage { get; set; }
}
