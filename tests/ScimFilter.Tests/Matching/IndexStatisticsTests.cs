namespace ScimFilter.Tests.Matching;

/// <summary>What a person can read of an index.</summary>
public class IndexStatisticsTests
{
    [Fact]
    public void Figures_follow_every_change()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Assert.Equal((0, 0L, 0L, 0), Figures(index));
        index.Set(1, ["t", "u"], FilterExpression.Parse("a eq \"1\" or b eq \"2\""));
        Assert.Equal((1, 4L, 0L, 1), Figures(index));
        index.Set(2, ["t"], FilterExpression.Parse("a ne \"1\""));
        index.Set(3, [], null);
        Assert.Equal((3, 6L, 2L, 1), Figures(index));
        index.Set(1, "a eq \"1\"");
        Assert.Equal(3, index.GetStatistics().Subscriptions);
        index.Clear();
        Assert.Equal((0, 0L, 0L, 0), Figures(index));
    }

    [Fact]
    public void Templates_are_named_by_what_filters_ask_for()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(
        [
            Indexed.Subscription(1, "a eq \"1\" and data.b eq \"2\"", "t"),
            Indexed.Subscription(2, "a eq \"2\" and data.b eq \"2\"", "t"),
            Indexed.Subscription(3, "a eq \"1\""),
        ]);
        Assert.Equal(
            ["(event type), a, data.b: 2", "a: 1"],
            index.GetStatistics().Templates.Select(template => $"{string.Join(", ", template.Attributes)}: {template.Keys}"));
    }

    [Fact]
    public void Only_what_has_the_key_of_an_event_is_checked()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 500).Select(key => Indexed.Subscription(key, $"a eq \"{key % 50}\" and b sw \"x\"")));
        Assert.Equal(10, index.Match("""{"a":"7","b":"xy"}""").Count);
        Assert.Empty(index.Match("""{"a":"51","b":"xy"}"""));
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal(0, statistics.ResidualChecks % 10);
        Assert.InRange(statistics.ResidualChecksPerEvent, 0.1, 10);
        index.Load(Enumerable.Range(1_000, 500).Select(key => Indexed.Subscription(key, "b sw \"x\"")));
        Assert.Equal(500, index.GetStatistics().WithoutKey);
    }

    [Fact]
    public void Memory_is_about_a_hundred_bytes_a_subscription()
    {
        const int count = 20_000;
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(
            key, $"tenant eq \"t{key % 100}\" and (id eq \"{key}\" or spaceId eq \"{key % 1_000}\")", "t")));
        Assert.InRange(index.GetStatistics().Bytes, count * 20L, count * 150L);
    }

    private static (int Subscriptions, long Entries, long WithoutKey, int Segments) Figures(SubscriptionIndex<int> index)
    {
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        return (statistics.Subscriptions, statistics.Entries, statistics.WithoutKey, statistics.Segments);
    }
}
