using ScimFilter.Webhooks.Server.Clock;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>With what time the service's clock starts: a decision between the system's clock and the time that was written down.</summary>
public sealed class ClockStartTests
{
    private static readonly DateTimeOffset _last = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // All in minutes after the last run: how far the clock was ahead then, what the system's clock shows; then the time at which the clock
    // starts, the time by which rows are deleted, and by how much times are moved.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(0, 5, 5, 5, 0, 0)]
    [InlineData(0, 6, 6, 0, 0, 6)]
    [InlineData(0, 13_000, 13_000, 0, 0, 13_000)]
    [InlineData(0, -1, 0, 0, 0, 0)]
    [InlineData(0, -13_000, 0, 0, 0, 0)]
    [InlineData(60, 0, 0, 0, -60, -60)]
    [InlineData(60, 5, 5, 5, -60, -60)]
    [InlineData(60, -1, 0, 0, -60, -60)]
    [InlineData(60, 61, 61, 0, 0, 0)]
    [InlineData(60, 70, 70, 0, 0, 10)]
    [InlineData(60, 40, 40, 0, -20, -20)]
    public void It_is_decided_by_the_last_run(int ahead, int wall, int now, int settled, int due, int failing)
    {
        ClockStart start = ClockStart.Of(new ClockMark(_last.AddMinutes(ahead), _last), _last.AddMinutes(wall));
        Assert.Equal(_last.AddMinutes(now), start.Now);
        Assert.Equal(_last.AddMinutes(settled), start.Settled);
        Assert.Equal(TimeSpan.FromMinutes(due), start.Due);
        Assert.Equal(TimeSpan.FromMinutes(failing), start.Failing);
    }
}
