using ScimFilter.Matching;

namespace ScimFilter.Tests.Matching;

/// <summary>Replacing, removing, clearing and loading, also while segments are merged.</summary>
public class IndexChangeTests
{
    /// <summary>From what fits the youngest segment to what another thread merges.</summary>
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
        index.Load([Indexed.Subscription(1, "a eq \"1\""), Indexed.Subscription(2, "a eq \"1\""), Indexed.Subscription(1, "a eq \"2\""), Indexed.Subscription(1, "a eq \"3\"")]);
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
        index.Load(Enumerable.Range(0, keys * 3).Select(i => Indexed.Subscription(i % keys, $"a eq \"{i / keys}\" and b eq \"{i % 9_001}\"")));
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
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, (key % 4) switch { 0 => null, 1 => "a eq \"x\"", 2 => "b ne \"x\"", _ => "c sw \"x\"" }, "t")));
        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 4 < 2), index.Match("""{"type":"t","a":"x","b":"x"}"""));
        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 4 != 1), index.Match("""{"type":"t","c":"xy"}"""));
        index.Set(3, ["t"], null);
        index.Remove(0);
        Assert.Equal([.. Enumerable.Range(1, 3), .. Enumerable.Range(4, count - 4).Where(key => key % 4 < 3)], index.Match("""{"type":"t","a":"x","b":"y"}"""));
    }

    /// <summary>Any event may hold an array, and then each match may come twice: the time for that must not grow with the square of the matches.</summary>
    [Fact]
    public void A_hundred_thousand_matches_of_an_event_with_an_array_are_all_different()
    {
        const int count = 100_000;
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, count).Select(key => Indexed.Subscription(key, key == 0 ? "a eq \"x\"" : null, "t")));
        Assert.Equal(Enumerable.Range(0, count), index.Match("""{"type":"t","a":["x","y"]}"""));
    }

    /// <summary>A merge of two segments is under way, and a load puts a third one between them.</summary>
    [Fact]
    public void A_load_during_a_merge_is_kept()
    {
        var layout = IndexLayout.Create(["type"]);
        var hasher = new KeyHasher();
        var writer = new IndexWriter<int>(layout, hasher, EqualityComparer<int>.Default);
        List<KeyedView<int>> views = [];
        Load(views, hasher, layout, 0, 3_000);
        Load(views, hasher, layout, 3_000, 1_000);
        writer.Publish(layout, views);
        KeyedView<int>[] due = writer.TakeForMerge();
        Assert.Equal(2, due.Length);

        views = [.. writer.Current.Views];
        Load(views, hasher, layout, 4_000, 2_000);
        IndexWriter<int>.Delete(views, 1);
        IndexWriter<int>.Delete(views, 3_001);
        IndexWriter<int>.Delete(views, 4_001);
        writer.MergeSmall(views, layout);
        writer.Publish(layout, views);

        KeyedView<int> merged = writer.Merge(due, layout);
        views = [.. writer.Current.Views];
        writer.Replace(views, merged);
        writer.Publish(layout, views);
        int[] keys = [.. views.SelectMany(view => Enumerable.Range(0, view.Keyed.Keys.Length).Where(i => view.Deletions?.Contains(i) != true).Select(i => view.Keyed.Keys[i]))];
        Assert.Equal(Enumerable.Range(0, 6_000).Except([1, 3_001, 4_001]), keys.Order());
        Assert.Equal(5_997, writer.Current.Count);
    }

    [Fact]
    public void Loads_and_removals_while_merges_go_on_lose_nothing()
    {
        var random = new Random(11);
        SubscriptionIndex<int> index = Indexed.Index();
        string?[] values = new string?[30_000];
        FilterExpression[] filters = [.. Enumerable.Range(0, 10).Select(value => FilterExpression.Parse($"a eq \"{value}\""))];
        for (int round = 0; round < 100; round++)
        {
            int value = random.Next(10);
            int[] keys = [.. Enumerable.Range(random.Next(values.Length - 6_000), random.Next(1, 6_000))];
            index.Load(keys.Select(key => new Subscription<int>(key, ["t"], filters[value])));
            Array.ForEach(keys, key => values[key] = $"{value}");
            for (int i = 0; i < 200; i++)
            {
                int key = random.Next(values.Length);
                Assert.Equal(values[key] is not null, index.Remove(key));
                values[key] = null;
            }

            Assert.Equal(values.Count(one => one is not null), index.Count);
        }

        int[] found = new int[values.Length * 2];
        for (int value = 0; value < 10; value++)
        {
            int count = index.Match(System.Text.Encoding.UTF8.GetBytes($$"""{"type":"t","a":"{{value}}"}"""), found);
            Assert.Equal(Enumerable.Range(0, values.Length).Where(key => values[key] == $"{value}"), found.Take(count).Order());
        }
    }

    [Fact]
    public void Clearing_during_merges_leaves_nothing_behind()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int round = 0; round < 60; round++)
        {
            index.Load(Enumerable.Range(0, 3_000).Select(key => Indexed.Subscription(key, $"a{round} eq \"1\"")));
            index.Load(Enumerable.Range(3_000, 1_500).Select(key => Indexed.Subscription(key, $"a{round} eq \"1\"")));
            index.Clear();
            Assert.Equal(0, index.Count);
            index.Set(1, $"b{round} eq \"1\"");
            Assert.Equal([1], index.Match($$"""{"a{{round}}":"1","b{{round}}":"1"}"""));
            Assert.False(index.Contains(2));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(100)]
    public void However_small_the_loads_there_are_few_segments_to_look_into(int size)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int round = 0; round < 200; round++)
        {
            index.Load(Enumerable.Range(round * size, size).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        }

        Assert.Equal(Enumerable.Range(0, 200 * size), index.Match("""{"a":"1"}"""));
        Assert.InRange(index.GetStatistics().Segments, 1, 24);
    }

    private static void Load(List<KeyedView<int>> views, KeyHasher hasher, IndexLayout layout, int first, int count)
    {
        var load = new BulkLoad<int>(hasher, EqualityComparer<int>.Default, count);
        for (int key = first; key < first + count; key++)
        {
            load.Add(key, [new Entry(layout.Templates[0], [], IsRepeatable: false, null)]);
        }

        load.AddTo(views);
    }
}
