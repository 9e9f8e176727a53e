using ScimFilter.Webhooks.Server.Delivery.Lanes;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>How many deliveries of a webhook are posted at once.</summary>
public sealed class AdaptiveLimitTests
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void It_begins_with_one_and_doubles_with_each_round_of_answers()
    {
        var limit = new AdaptiveLimit(100);
        Assert.Equal(1, limit.Current);
        foreach (int expected in (int[])[2, 4, 8, 16, 32, 64, 100, 100])
        {
            Round(limit);
            Assert.Equal(expected, limit.Current);
        }
    }

    [Fact]
    public void A_limit_that_is_not_used_does_not_grow()
    {
        var limit = new AdaptiveLimit(100);
        Round(limit);
        Round(limit);
        for (int i = 0; i < 100; i++)
        {
            limit.Succeeded(1);
        }

        Assert.Equal(4, limit.Current);
    }

    [Fact]
    public void Overload_takes_a_third_once_and_from_then_on_a_round_adds_one()
    {
        var limit = new AdaptiveLimit(100);
        for (int i = 0; i < 6; i++)
        {
            Round(limit);
        }

        limit.Overloaded(_now, _now.AddSeconds(1));
        Assert.Equal(44, limit.Current);

        // Those that had begun before are part of the same overload.
        limit.Overloaded(_now, _now.AddSeconds(2));
        Assert.Equal(44, limit.Current);
        Round(limit);
        Assert.Equal(45, limit.Current);
        limit.Overloaded(_now.AddSeconds(2), _now.AddSeconds(3));
        Assert.Equal(32, limit.Current);
    }

    [Theory]
    [InlineData(1_000, 40, 80)]
    [InlineData(100, 12, 25)]
    [InlineData(10, 3, 8)]
    [InlineData(1, 1, 1)]
    public void A_receiver_that_stumbles_is_slowed_in_proportion(int oneIn, int least, int most)
    {
        var limit = new AdaptiveLimit(1_000);
        DateTimeOffset now = _now;
        double sum = 0;
        for (int i = 1; i <= 20_000; i++)
        {
            now = now.AddSeconds(1);
            if (i % oneIn == 0)
            {
                limit.Overloaded(now.AddMilliseconds(-1), now);
            }
            else
            {
                limit.Succeeded(limit.Current);
            }

            sum += i > 10_000 ? limit.Current : 0;
        }

        Assert.InRange(sum / 10_000, least, most);
    }

    [Fact]
    public void It_never_falls_below_one_and_can_start_again()
    {
        var limit = new AdaptiveLimit(100);
        for (int i = 0; i < 10; i++)
        {
            limit.Overloaded(_now.AddSeconds(i), _now.AddSeconds(i));
        }

        Assert.Equal(1, limit.Current);
        limit.Reset();
        Round(limit);
        Round(limit);
        Assert.Equal(4, limit.Current);
    }

    private static void Round(AdaptiveLimit limit)
    {
        int count = limit.Current;
        for (int i = 0; i < count; i++)
        {
            limit.Succeeded(limit.Current);
        }
    }
}
