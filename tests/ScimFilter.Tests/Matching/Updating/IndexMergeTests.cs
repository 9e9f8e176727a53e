using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>Segments are merged, by the writer or by another thread, and nothing of it is seen from outside.</summary>
public class IndexMergeTests
{
    /// <summary>A merge of two segments is under way, a load puts another one between them, and removals hit all.</summary>
    [Fact]
    public void A_load_during_a_merge_is_kept()
    {
        var layout = IndexLayout.Create(["type"]);
        var hasher = new KeyHasher();
        var writer = new SnapshotWriter<int>(layout, hasher, EqualityComparer<int>.Default);
        List<SnapshotSegment<int>> segments = [];
        Load(segments, hasher, layout, 0, 4_000);
        Load(segments, hasher, layout, 4_000, 1_800);
        Load(segments, hasher, layout, 5_800, 1_000);
        writer.Publish(layout, segments);
        RunningMerge<int> merge = writer.BeginMerge(layout)!;
        Assert.Equal([1_800, 1_000], segments.Where(merge.Has).Select(segment => segment.Count));

        segments = [.. writer.Current.Segments];
        Load(segments, hasher, layout, 6_800, 1_500);
        Assert.Equal([4_000, 1_800, 1_500, 1_000], segments.Select(segment => segment.Count));
        SnapshotWriter<int>.Remove(segments, 1, writer.HashOf(1), out _);
        SnapshotWriter<int>.Remove(segments, 4_001, writer.HashOf(4_001), out _);
        SnapshotWriter<int>.Remove(segments, 5_801, writer.HashOf(5_801), out _);
        SnapshotWriter<int>.Remove(segments, 6_801, writer.HashOf(6_801), out _);
        writer.MergeSmall(segments, layout);
        writer.Publish(layout, segments);

        merge.Run();
        segments = [.. writer.Current.Segments];
        writer.EndMerge(segments, layout);
        writer.Publish(layout, segments);
        IEnumerable<int> keys = segments.SelectMany(
            segment =>
                segment.WithIds.Ids.Take(segment.WithIds.Segment.Count).Where((_, number) => segment.Tombstones?.Contains(number) != true));
        Assert.Equal(Enumerable.Range(0, 8_300).Except([1, 4_001, 5_801, 6_801]), keys.Order());
        Assert.Equal(8_296, writer.Current.Count);
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

    private static void Load(List<SnapshotSegment<int>> segments, KeyHasher hasher, IndexLayout layout, int first, int count)
    {
        var load = new BulkLoad<int>(hasher, EqualityComparer<int>.Default);
        for (int key = first; key < first + count; key++)
        {
            load.Add(key, [new Entry(layout.Templates[0], null, [], IsRepeatable: false, null)],
                new SubscriptionData(LayoutUses.None, Priority: 0));
        }

        load.Build();
        load.AddTo(segments);
    }
}
