using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>A clock that stands still until a test moves it, and tells when somebody waits for it.</summary>
internal sealed class ObservedTime() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero))
{
    // Only so that a test that would wait for ever fails.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Gets or sets by how much the clock was set; what waits for a time, and the monotonic clock, do not notice.</summary>
    public TimeSpan Step { get; set; }

    /// <summary>Waits until somebody waits for a time.</summary>
    public async Task AwaitedAsync(TimeSpan dueTime)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (await _timers.Reader.ReadAsync(patience.Token) != dueTime)
        {
        }
    }

    /// <summary>Waits until somebody waits for a time, to the next whole millisecond, and moves the clock to it.</summary>
    public async Task PassAsync(TimeSpan dueTime)
    {
        TimeSpan whole = TimeSpan.FromMilliseconds(Math.Ceiling(dueTime.TotalMilliseconds));
        await AwaitedAsync(whole);
        Advance(whole);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }
}
