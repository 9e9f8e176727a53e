using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>A receiver that is broken is left alone, and probed.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    private readonly CircuitBreaker _breaker = new(new DeliveryOptions
    {
        CircuitFailures = 3, CircuitDelay = TimeSpan.FromSeconds(1), CircuitMaxDelay = TimeSpan.FromSeconds(6),
    });

    [Fact]
    public void It_opens_after_some_failures_in_a_row()
    {
        Fail(_now);
        Fail(_now);
        _breaker.Reset();
        Fail(_now);
        Fail(_now);
        Assert.True(_breaker.IsClosed);
        Fail(_now);
        Assert.False(_breaker.IsClosed);
        Assert.Equal(_now.AddSeconds(1), _breaker.OpenUntil);
    }

    [Fact]
    public void Attempts_that_began_before_it_opened_say_nothing_new()
    {
        Open();
        _breaker.Failed(_now, _now.AddSeconds(5), isRefusal: false);
        Assert.Equal(_now.AddSeconds(1), _breaker.OpenUntil);
    }

    [Fact]
    public void Each_probe_that_fails_doubles_the_time_up_to_the_most()
    {
        Open();
        foreach (int seconds in (int[])[2, 4, 6, 6])
        {
            DateTimeOffset probed = _breaker.OpenUntil;
            Fail(probed);
            Assert.Equal(probed.AddSeconds(seconds), _breaker.OpenUntil);
        }
    }

    [Fact]
    public void A_probe_that_is_refused_does_not_make_the_others_wait_longer()
    {
        Open();
        Fail(_breaker.OpenUntil);
        DateTimeOffset probed = _breaker.OpenUntil;
        _breaker.Failed(probed, probed, isRefusal: true);
        Assert.Equal(probed.AddSeconds(1), _breaker.OpenUntil);
    }

    [Fact]
    public void A_success_closes_it()
    {
        Open();
        _breaker.Reset();
        Assert.True(_breaker.IsClosed);
        Assert.Equal(default, _breaker.OpenUntil);
        Fail(_now);
        Assert.True(_breaker.IsClosed);
    }

    private void Open()
    {
        for (int i = 0; i < 3; i++)
        {
            Fail(_now);
        }
    }

    private void Fail(DateTimeOffset at) => _breaker.Failed(at, at, isRefusal: false);
}
