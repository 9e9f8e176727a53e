using System.Threading.Channels;
using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Tells the sender of webhooks whose deliveries are due, and wakes it. Hints: what is lost of them is found again in the store.
/// </summary>
internal sealed class LaneHints
{
    private readonly Channel<LaneDue> _hints = Channel.CreateUnbounded<LaneDue>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<LaneDue> Reader => _hints.Reader;

    /// <summary>Gets what the sender waits for.</summary>
    public WakeUp News { get; } = new();

    public void Due(WebhookKey webhook, DateTimeOffset dueAt)
    {
        _hints.Writer.TryWrite(new LaneDue(webhook, dueAt));
        News.Set();
    }

    public void Due(IEnumerable<WebhookKey> webhooks, DateTimeOffset dueAt)
    {
        foreach (WebhookKey webhook in webhooks)
        {
            _hints.Writer.TryWrite(new LaneDue(webhook, dueAt));
        }

        News.Set();
    }
}
