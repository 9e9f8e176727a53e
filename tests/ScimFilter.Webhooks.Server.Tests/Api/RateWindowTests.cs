using ScimFilter.Webhooks.Server.Api.RateLimits;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Requests of the last five minutes.</summary>
public sealed class RateWindowTests
{
    private static readonly TimeSpan _start = TimeSpan.FromHours(8);

    [Fact]
    public void A_burst_passes_until_the_limit_and_then_the_wait_is_told()
    {
        var window = new RateWindow(3);
        Assert.Equal(
            [true, true, true, false],
            Enumerable.Range(0, 4).Select(i => window.TryCount(_start + TimeSpan.FromSeconds(i)) == TimeSpan.Zero));
        TimeSpan wait = window.TryCount(_start + TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(240), wait);
        Assert.NotEqual(TimeSpan.Zero, window.TryCount(_start + TimeSpan.FromSeconds(60) + wait - TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.Zero, window.TryCount(_start + TimeSpan.FromSeconds(60) + wait));
    }

    [Fact]
    public void Requests_leave_the_window_as_they_came()
    {
        var window = new RateWindow(2);
        window.TryCount(_start);
        window.TryCount(_start + TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(100), window.TryCount(_start + TimeSpan.FromSeconds(200)));
        Assert.Equal(TimeSpan.Zero, window.TryCount(_start + TimeSpan.FromSeconds(300)));
        Assert.NotEqual(TimeSpan.Zero, window.TryCount(_start + TimeSpan.FromSeconds(300)));
        Assert.False(window.IsIdle(_start + TimeSpan.FromSeconds(500)));
        Assert.True(window.IsIdle(_start + TimeSpan.FromSeconds(700)));
    }

    [Fact]
    public void The_first_requests_after_the_start_are_counted_too()
    {
        var window = new RateWindow(1);
        Assert.Equal(TimeSpan.Zero, window.TryCount(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(298), window.TryCount(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.Zero, window.TryCount(TimeSpan.FromSeconds(300)));
    }
}
