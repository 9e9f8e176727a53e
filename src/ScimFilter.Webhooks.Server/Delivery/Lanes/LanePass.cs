using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>A delivery on its way through its lane. Guarded by the lock of the table.</summary>
internal sealed class LanePass(WebhookKey webhook)
{
    public WebhookKey Webhook { get; } = webhook;

    public LanePassStage Stage { get; set; }
}
