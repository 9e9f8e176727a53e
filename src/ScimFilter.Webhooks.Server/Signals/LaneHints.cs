using System.Threading.Channels;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Signals;

/// <summary>
/// Tells the sender of webhooks whose deliveries are due, and wakes it. Hints: what is lost of them is found again in the store.
/// </summary>
internal sealed class LaneHints
{
    private readonly Channel<LaneHint> _hints = Channel.CreateUnbounded<LaneHint>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<LaneHint> Reader => _hints.Reader;

    /// <summary>Gets what the sender waits for.</summary>
    public WakeUp News { get; } = new();

    public void Due(WebhookKey webhook, DateTimeOffset dueAt)
    {
        _hints.Writer.TryWrite(new LaneHint(webhook, dueAt, Releases: false));
        News.Set();
    }

    public void Due(IEnumerable<WebhookKey> webhooks, DateTimeOffset dueAt)
    {
        foreach (WebhookKey webhook in webhooks)
        {
            _hints.Writer.TryWrite(new LaneHint(webhook, dueAt, Releases: false));
        }

        News.Set();
    }

    /// <summary>
    /// Ends a hold of a webhook and makes its deliveries due at once, those that wait for another attempt as well: its receiver is another
    /// one, or works again, or somebody wants it tried again.
    /// </summary>
    public void Release(WebhookKey webhook)
    {
        _hints.Writer.TryWrite(new LaneHint(webhook, DueAt: null, Releases: true));
        News.Set();
    }
}
