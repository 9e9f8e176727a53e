using System.Threading.Channels;

namespace ScimFilter.Webhooks.Server.Signals;

/// <summary>Wakes a loop that waits for work. Any number of calls before the loop looks wake it once. Thread-safe.</summary>
internal sealed class WakeUp
{
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _signal.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
