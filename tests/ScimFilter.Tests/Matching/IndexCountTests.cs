namespace ScimFilter.Tests.Matching;

/// <summary>What an index says of its work, however it was asked and whatever it was given.</summary>
public class IndexCountTests
{
    [Fact]
    public void Events_that_were_counted_stay_counted_when_one_is_no_json()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a sw \"x\"");
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(1, index.Match("{\"a\":\"x\"}"u8, new int[1]));
            Assert.Throws<EventFormatException>(() => index.Match("{"u8).Count);
        }

        Assert.Equal(10, index.GetStatistics().Events);
        Assert.Equal(10, index.GetStatistics().ResidualChecks);
    }

    [Fact]
    public void Events_of_a_batch_count_as_well()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a sw \"x\"");
        ReadOnlyMemory<byte> @event = "{\"a\":\"x\"}"u8.ToArray();
        index.Match([.. Enumerable.Repeat(@event, 7)], (_, _) => { });
        Assert.Equal(7, index.GetStatistics().Events);
        Assert.Equal(7, index.GetStatistics().ResidualChecks);
    }

    [Fact]
    public void An_index_without_subscriptions_refuses_what_is_no_json_as_well()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Assert.Empty(index.Match("{}"));
        Assert.Throws<EventFormatException>(() => index.Match("{"u8).Count);
        Assert.Throws<EventFormatException>(() => index.Match(["{"u8.ToArray()], (_, _) => { }));
    }
}
