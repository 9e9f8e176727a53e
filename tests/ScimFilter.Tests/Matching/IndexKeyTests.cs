namespace ScimFilter.Tests.Matching;

/// <summary>What subscriptions are known by.</summary>
public class IndexKeyTests
{
    [Fact]
    public void A_missing_argument_is_refused()
    {
        var index = new SubscriptionIndex<string>();
        FilterExpression filter = FilterExpression.Parse("a pr");
        Assert.Throws<ArgumentNullException>(() => index.Set(null!, [], filter));
        Assert.Throws<ArgumentNullException>(() => index.Set("k", null!, filter));
        Assert.Throws<ArgumentNullException>(() => index.TrySet(null!, [], filter, out _));
        Assert.Throws<ArgumentNullException>(() => index.Remove(null!));
        Assert.Throws<ArgumentNullException>(() => index.Contains(null!));
        Assert.Throws<ArgumentNullException>(() => index.Load(null!));
        Assert.Throws<ArgumentNullException>(() => index.Load([new Subscription<string>(null!, [], filter)]));
        Assert.Throws<ArgumentNullException>(() => index.Match(null!, (_, _) => { }));
        Assert.Throws<ArgumentNullException>(() => index.Match(Array.Empty<ReadOnlyMemory<byte>>(), null!));
        Assert.Throws<ArgumentNullException>(() => new SubscriptionIndex<string>(null!));
        Assert.Throws<ArgumentNullException>(() => new SubscriptionIndex<string>(SubscriptionIndexOptions.Default, null!));
        Assert.Equal(0, index.Count);
        index.Set("k", [], filter);
        Assert.Equal(["k"], index.Match("{\"a\":1}"));
    }

    [Fact]
    public void A_load_that_fails_leaves_the_index_as_it_was()
    {
        var index = new SubscriptionIndex<string>();
        index.Set("a", "x eq \"1\"");
        Assert.Throws<TimeoutException>(() => index.Load(Failing()));
        Subscription<string>[] half = [new("a", [], null), new("b", ["\ud800"], null)];
        Assert.ThrowsAny<ArgumentException>(() => index.Load(half));
        Assert.Equal(["a"], index.Match("{\"x\":\"1\"}"));
        Assert.Empty(index.Match("{}"));
        index.Set("b", [], null);
        Assert.Equal(["a", "b"], index.Match("{\"x\":\"1\"}"));
    }

    [Fact]
    public void What_gives_the_subscriptions_of_a_load_may_change_the_index()
    {
        var index = new SubscriptionIndex<string>();
        index.Load(Changing(index, () => index.Set("c", "z eq \"1\"")));
        Assert.Equal(["a", "b", "c"], index.Match("""{"x":"1","y":"1","z":"1"}"""));
        Assert.Equal(["b"], index.Match("""{"y":"1"}"""));
        Assert.True(index.Remove("b"));
        index.Load(Changing(index, index.Clear));
        Assert.Equal(["a", "b"], index.Match("""{"x":"1","y":"1","z":"1"}"""));
        Assert.Equal(2, index.Count);
        index.Set("c", "z eq \"1\"");
        Assert.Equal(["c"], index.Match("""{"z":"1"}"""));
    }

    [Fact]
    public void A_comparer_tells_which_keys_are_one()
    {
        var index = new SubscriptionIndex<string>(SubscriptionIndexOptions.Default, StringComparer.OrdinalIgnoreCase);
        index.Set("Hook", "a eq \"1\"");
        index.Set("hook", "a eq \"2\"");
        Assert.Equal(1, index.Count);
        Assert.True(index.Contains("HOOK"));
        Assert.Empty(index.Match("{\"a\":\"1\"}"));
        Assert.Equal(["hook"], index.Match("{\"a\":\"2\"}"));
        Subscription<string>[] many = [new("HOOK", [], null), new("hOOk", ["t"], null), new("other", [], null)];
        index.Load(many);
        Assert.Equal(2, index.Count);
        Assert.Equal(["hOOk", "other"], index.Match("{\"type\":\"t\"}"));
        Assert.True(index.Remove("HooK"));
        Assert.False(index.Remove("hook"));
        Assert.Equal(["other"], index.Match("{\"type\":\"t\"}"));
    }

    [Fact]
    public void Keys_whose_hash_codes_are_the_same_are_kept_apart()
    {
        const int count = 400;
        var index = new SubscriptionIndex<int>(SubscriptionIndexOptions.Default, new ConstantHash());
        index.Load(Enumerable.Range(0, count / 2).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        for (int key = count / 2; key < count; key++)
        {
            index.Set(key, "a eq \"1\"");
        }

        for (int key = 0; key < count; key += 3)
        {
            Assert.True(index.Remove(key));
            Assert.False(index.Remove(key));
        }

        for (int key = 0; key < count; key++)
        {
            Assert.Equal(key % 3 != 0, index.Contains(key));
        }

        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 3 != 0), index.Match("{\"a\":\"1\"}"));
    }

    private static IEnumerable<Subscription<string>> Changing(SubscriptionIndex<string> index, Action change)
    {
        yield return new Subscription<string>("a", [], FilterExpression.Parse("x eq \"1\""));
        change();
        yield return new Subscription<string>("b", [], FilterExpression.Parse("y eq \"1\""));
        Assert.Equal(0, index.Match("{\"y\":\"1\"}"u8, new string[2]));
    }

    private static IEnumerable<Subscription<string>> Failing()
    {
        yield return new Subscription<string>("a", [], null);
        throw new TimeoutException();
    }

    private sealed class ConstantHash : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => 1;
    }
}
