namespace ScimFilter.Tests.Matching.Updating;

/// <summary>Replacing, removing, clearing and loading, also while segments are merged.</summary>
public class IndexChangeTests
{
    /// <summary>From what fits one segment to what another thread merges.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void What_was_removed_is_gone_and_what_was_replaced_is_as_it_is_now(int count)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int key = 0; key < count; key++)
        {
            index.Set(key, "a eq \"1\"");
        }

        for (int key = 0; key < count; key += 2)
        {
            index.Set(key, key % 4 == 0 ? "a eq \"2\"" : "a ne \"1\"");
        }

        for (int key = 0; key < count; key += 3)
        {
            Assert.True(index.Remove(key));
            Assert.False(index.Contains(key));
        }

        int[] left = [.. Enumerable.Range(0, count).Where(key => key % 3 != 0)];
        Assert.Equal(left.Length, index.Count);
        Assert.Equal(left.Where(key => key % 2 == 1), index.Match("""{"a":"1"}"""));
        Assert.Equal(left.Where(key => key % 2 == 0), index.Match("""{"a":"2"}"""));
        Assert.Equal(left.Where(key => key % 4 == 2), index.Match("{}"));
        Array.ForEach(left, key => Assert.True(index.Remove(key)));
        Assert.Equal(0, index.Count);
        Assert.Empty(index.Match("{}"));
    }

    [Fact]
    public void Of_several_with_one_key_the_last_of_a_load_counts()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"0\"");
        (int Key, string Value)[] values = [(1, "1"), (2, "1"), (1, "2"), (1, "3")];
        index.Load(values.Select(one => Indexed.Subscription(one.Key, $"a eq \"{one.Value}\"")));
        Assert.Equal(2, index.Count);
        Assert.Empty(index.Match("""{"a":"0"}"""));
        Assert.Equal([2], index.Match("""{"a":"1"}"""));
        Assert.Empty(index.Match("""{"a":"2"}"""));
        Assert.Equal([1], index.Match("""{"a":"3"}"""));
        Assert.True(index.Remove(1));
        Assert.Empty(index.Match("""{"a":"3"}"""));
    }

    [Fact]
    public void A_large_load_with_keys_that_come_again_keeps_the_last_of_each()
    {
        const int keys = 10_000;
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, keys * 3)
            .Select(i => Indexed.Subscription(i % keys, $"a eq \"{i / keys}\" and b eq \"{i % 9_001}\"")));
        Assert.Equal(keys, index.Count);
        Assert.Empty(index.Match("""{"a":"0","b":"5"}"""));
        Assert.Empty(index.Match("""{"a":"1","b":"5"}"""));
        Assert.Equal(Enumerable.Range(0, keys).Where(key => ((2 * keys) + key) % 9_001 == 5), index.Match("""{"a":"2","b":"5"}"""));
    }

    [Fact]
    public void A_hundred_thousand_on_one_key_are_found_and_can_be_removed()
    {
        const int count = 100_000;
        SubscriptionIndex<int> index = Indexed.Index();
        string?[] filters = [null, "a eq \"x\"", "b ne \"x\"", "c sw \"x\""];
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, filters[key % 4], "t")));
        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 4 < 2), index.Match("""{"type":"t","a":"x","b":"x"}"""));
        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 4 != 1), index.Match("""{"type":"t","c":"xy"}"""));
        index.Set(3, ["t"], null);
        index.Remove(0);
        Assert.Equal(
            [1, 2, 3, .. Enumerable.Range(4, count - 4).Where(key => key % 4 < 3)],
            index.Match("""{"type":"t","a":"x","b":"y"}"""));
    }

    /// <summary>Any event may hold an array, and then each match may come twice: time must not grow with their square.</summary>
    [Fact]
    public void A_hundred_thousand_matches_of_an_event_with_an_array_are_all_different()
    {
        const int count = 100_000;
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, key == 0 ? "a eq \"x\"" : null, "t")));
        Assert.Equal(Enumerable.Range(0, count), index.Match("""{"type":"t","a":["x","y"]}"""));
    }
}
