using System.Threading.Channels;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>Tells the sender of webhooks whose deliveries are due. Hints: what is lost of them is found again in the store.</summary>
internal sealed class LaneHints
{
    private readonly Channel<LaneDue> _hints = Channel.CreateUnbounded<LaneDue>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<LaneDue> Reader => _hints.Reader;

    public void Due(WebhookKey webhook, DateTimeOffset dueAt) => _hints.Writer.TryWrite(new LaneDue(webhook, dueAt));

    public void Due(IEnumerable<WebhookKey> webhooks, DateTimeOffset dueAt)
    {
        foreach (WebhookKey webhook in webhooks)
        {
            Due(webhook, dueAt);
        }
    }
}
