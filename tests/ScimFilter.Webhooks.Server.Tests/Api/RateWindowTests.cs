using ScimFilter.Webhooks.Server.Api.RateLimits;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Requests of the last five minutes.</summary>
public sealed class RateWindowTests
{
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_burst_passes_until_the_limit_and_then_the_wait_is_told()
    {
        var window = new RateWindow(3);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(i => window.TryCount(_start.AddSeconds(i)) == TimeSpan.Zero));
        TimeSpan wait = window.TryCount(_start.AddSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(240), wait);
        Assert.NotEqual(TimeSpan.Zero, window.TryCount(_start.AddSeconds(60) + wait - TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.Zero, window.TryCount(_start.AddSeconds(60) + wait));
    }

    [Fact]
    public void Requests_leave_the_window_as_they_came()
    {
        var window = new RateWindow(2);
        window.TryCount(_start);
        window.TryCount(_start.AddSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(100), window.TryCount(_start.AddSeconds(200)));
        Assert.Equal(TimeSpan.Zero, window.TryCount(_start.AddSeconds(300)));
        Assert.NotEqual(TimeSpan.Zero, window.TryCount(_start.AddSeconds(300)));
        Assert.False(window.IsIdle(_start.AddSeconds(500)));
        Assert.True(window.IsIdle(_start.AddSeconds(700)));
    }

    [Fact]
    public void A_clock_that_goes_back_grants_nothing()
    {
        var window = new RateWindow(1);
        Assert.Equal(TimeSpan.Zero, window.TryCount(_start));
        Assert.NotEqual(TimeSpan.Zero, window.TryCount(_start.AddSeconds(-5)));
    }
}
