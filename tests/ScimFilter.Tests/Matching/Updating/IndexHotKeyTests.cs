using System.Text;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Statistics;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>Keys with many postings take further ones where they are.</summary>
public class IndexHotKeyTests
{
    private static readonly byte[] _event = """{"type":"t","a":"hot","b":"1","c":"1"}"""u8.ToArray();

    /// <summary>One filter for each kind of posting, and for several of one subscription.</summary>
    private static readonly string[] _filters =
    [
        "a eq \"hot\"",
        "a eq \"hot\" or b eq \"1\"",
        "a eq \"hot\" and c ne \"2\"",
        "a eq \"hot\" and c sw \"1\" and b ne \"2\"",
        "a eq \"hot\" and c sw \"1\" or b eq \"1\" and c ne \"2\"",
    ];

    public static TheoryData<int> Kinds() => [.. Enumerable.Range(0, _filters.Length + 1)];

    /// <summary>Whoever holds a snapshot sees nothing of what is added in place afterwards, in whatever kind of posting.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_snapshot_sees_nothing_of_what_is_added_in_place(int kind)
    {
        var compiler = Support.Compiler(caseExact: true);
        var hasher = new KeyHasher();
        var planner = new SubscriptionPlanner(compiler, IndexLayout.Create(["type"]), maxTemplates: 8, maxProduct: 16);
        var writer = new SnapshotWriter<int>(planner.Layout, hasher, EqualityComparer<int>.Default);
        FilterExpression[] filters = [.. _filters.Select(FilterExpression.Parse)];
        var snapshots = new List<(int Count, Snapshot<int> Snapshot)>();
        for (int key = 0; key < 20_000; key++)
        {
            List<SnapshotSegment<int>> segments = [.. writer.Current.Segments];
            FilterExpression filter = filters[kind < filters.Length ? kind : key % filters.Length];
            writer.Add(segments, key, writer.HashOf(key), planner.Plan(["t"], filter), new SubscriptionData(LayoutUses.None, Priority: 0));
            writer.Publish(planner.Layout, segments);
            if (key % 97 == 0 || key < 80)
            {
                snapshots.Add((key + 1, writer.Current));
            }
        }

        foreach ((int count, Snapshot<int> snapshot) in snapshots)
        {
            var found = new List<int>();
            new BatchMatcher<int>(hasher).Match(snapshot, [_event], compiler.Limits, (_, key) => found.Add(key));
            Assert.Equal(count, found.Count);
            Assert.Equal(count - 1, found.Max());
            Assert.Equal(snapshot.Count, new IndexStatistics<int>(snapshot).Count(0, 0).Subscriptions);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Changes_of_few_keys_lose_nothing(int kind)
    {
        const int keys = 25_000;
        var random = new Random(kind);
        SubscriptionIndex<int> index = Indexed.Index();
        FilterExpression[][] filters =
        [
            .. Enumerable.Range(0, 3).Select(value =>
                _filters.Select(filter => FilterExpression.Parse(filter.Replace("hot", $"{value}", StringComparison.Ordinal)))
                .ToArray()),
        ];
        int[] values = new int[keys];
        index.Load(Enumerable.Range(0, keys).Select(key => new Subscription<int>(key, ["t"], filters[0][0])));
        for (int i = 0; i < 120_000; i++)
        {
            int key = random.Next(keys);
            values[key] = random.Next(3);
            index.Set(key, ["t"], filters[values[key]][kind < _filters.Length ? kind : random.Next(_filters.Length)]);
        }

        int[] found = new int[keys];
        for (int value = 1; value < 3; value++)
        {
            int count = index.Match(Encoding.UTF8.GetBytes($$"""{"type":"t","a":"{{value}}","b":"0","c":"1"}"""), found);
            Assert.Equal(Enumerable.Range(0, keys).Where(key => values[key] == value), found.Take(count).Order());
        }
    }

    /// <summary>
    /// The memory of what changes is in proportion to what is there, however few keys it has. Keys with a handful of postings take the
    /// most,
    /// as their records are copied.
    /// </summary>
    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(200, 5)]
    [InlineData(5_000, 8)]
    [InlineData(40_000, 6)]
    public void Memory_is_in_proportion_however_many_share_a_key(int values, int times)
    {
        const int keys = 40_000;
        SubscriptionIndex<int> index = Indexed.Index();
        FilterExpression[] filters =
            [.. Enumerable.Range(0, values).Select(value => FilterExpression.Parse($"a eq \"{value}\" or b eq \"{value}\""))];
        index.Load(Enumerable.Range(0, keys).Select(key => new Subscription<int>(key, ["t", "u"], filters[key % values])));
        long loaded = index.GetStatistics().Bytes;
        long most = 0;
        for (int round = 1; round <= 4; round++)
        {
            for (int key = 0; key < keys; key++)
            {
                index.Set(key, ["t", "u"], filters[(key + round) % values]);
            }

            // Until maintenance has come to its end, there are a merge's sources besides its result.
            Assert.True(SpinWait.SpinUntil(() => index.GetStatistics().Segments == 1, TimeSpan.FromSeconds(60)));
            most = Math.Max(most, index.GetStatistics().Bytes);
        }

        Assert.InRange(most, loaded, times * loaded);
    }
}
