using System.Globalization;
using System.Text;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>A segment grows under the eyes of readers, and a load has a thread to help it.</summary>
public class IndexGrowthTests
{
    private static readonly byte[] _event = """{"type":"t","a":"hot","b":"1"}"""u8.ToArray();

    /// <summary>Its arrays are shared by all snapshots; each of them finds what was there when it was made, and no more.</summary>
    [Fact]
    public void A_snapshot_never_sees_what_came_later()
    {
        var compiler = Support.Compiler(caseExact: true);
        var hasher = new KeyHasher();
        var planner = new SubscriptionPlanner(compiler, IndexLayout.Create(["type"]), maxTemplates: 8, maxProduct: 16);
        var writer = new SnapshotWriter<int>(planner.Layout, hasher, EqualityComparer<int>.Default);
        FilterExpression[] filters =
        [
            .. ((string[])["a eq \"hot\"", "a eq \"hot\" and b ne \"2\"", "a sw \"h\"", "a eq \"cold\""]).Select(FilterExpression.Parse),
        ];
        var snapshots = new List<Snapshot<int>>();
        for (int key = 0; key < 36_000; key++)
        {
            List<SnapshotSegment<int>> segments = [.. writer.Current.Segments];
            ReadOnlySpan<Entry> entries = planner.Plan(["t"], filters[key % filters.Length]);
            if (key % 10 == 9)
            {
                SnapshotWriter<int>.Remove(segments, key - 5, writer.HashOf(key - 5), out _);
            }

            writer.Add(segments, key, writer.HashOf(key), entries, new SubscriptionData(LayoutUses.None, Priority: 0));
            writer.Publish(planner.Layout, segments);
            if (key % 1_200 == 7)
            {
                snapshots.Add(writer.Current);
            }
        }

        foreach (Snapshot<int> snapshot in snapshots)
        {
            var found = new List<int>();
            new BatchMatcher<int>(hasher).Match(snapshot, [_event], compiler.Limits, (_, key) => found.Add(key));
            int last = (1_200 * snapshots.IndexOf(snapshot)) + 7;
            Assert.Equal(
                Enumerable.Range(0, last + 1).Where(key => key % filters.Length != 3 && !(key % 10 == 4 && key + 5 <= last)),
                found.Order());
        }
    }

    [Fact]
    public void Many_that_share_a_key_are_all_found_and_removed()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        FilterExpression hot = FilterExpression.Parse("a eq \"hot\"");
        for (int key = 0; key < 20_000; key++)
        {
            index.Set(key, ["t"], key % 2 == 0 ? hot : null);
        }

        Assert.Equal(Enumerable.Range(0, 20_000), index.Match(Encoding.UTF8.GetString(_event)));
        for (int key = 0; key < 20_000; key += 2)
        {
            Assert.True(index.Remove(key));
            Assert.False(index.Contains(key));
        }

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (2 * i) + 1), index.Match(Encoding.UTF8.GetString(_event)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_change_that_fails_half_way_leaves_the_index_as_it_was(int call)
    {
        var comparer = new FailingComparer();
        var index = new SubscriptionIndex<int>(SubscriptionIndexOptions.Default, comparer);
        for (int key = 0; key < 100; key++)
        {
            index.Set(key, "a eq \"hot\"");
        }

        comparer.FailsAt = call;
        try
        {
            index.Set(100, "a eq \"hot\"");
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(100, index.Count);
        }

        comparer.FailsAt = int.MaxValue;
        int before = index.Count;
        index.Set(50, "a eq \"cold\"");
        index.Set(101, "a eq \"hot\"");
        Assert.Equal(before + 1, index.Count);
        Assert.Equal(before, index.Match(Encoding.UTF8.GetString(_event)).Count);
    }

    [Fact]
    public void A_large_load_fails_as_a_whole_wherever_it_fails()
    {
        var comparer = new FailingComparer();
        var index = new SubscriptionIndex<int>(SubscriptionIndexOptions.Default, comparer);
        index.Set(-1, "a eq \"hot\"");
        foreach (int call in (int[])[1, 70, 5_000, 9_999, 10_001, 15_000, 25_000])
        {
            comparer.FailsAt = call;
            Assert.Throws<InvalidOperationException>(() => index.Load(Subscriptions(10_000)));
            comparer.FailsAt = int.MaxValue;
            Assert.Equal(1, index.Count);
            Assert.Equal([-1], index.Match(Encoding.UTF8.GetString(_event)));
        }

        Assert.Throws<FormatException>(() => index.Load(Subscriptions(10_000).Concat(Throwing())));
        Assert.Equal(1, index.Count);
        index.Load(Subscriptions(10_000));
        Assert.Equal(10_001, index.Count);
        Assert.Equal([4_321], index.Match("""{"type":"t","a":"4321"}"""));
    }

    [Fact]
    public void Of_several_with_one_key_the_last_counts_in_a_large_load()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 40_000).Select(i =>
            Indexed.Subscription(i % 10_000, string.Create(CultureInfo.InvariantCulture, $"a eq \"{i / 10_000}\""))));
        Assert.Equal(10_000, index.Count);
        Assert.Empty(index.Match("""{"a":"2"}"""));
        Assert.Equal(Enumerable.Range(0, 10_000), index.Match("""{"a":"3"}"""));
    }

    private static IEnumerable<Subscription<int>> Subscriptions(int count) =>
        Enumerable.Range(0, count).Select(key =>
            new Subscription<int>(
                key, ["t"], FilterExpression.Parse(string.Create(CultureInfo.InvariantCulture, $"a eq \"hot\" or a eq \"{key}\""))));

    private static IEnumerable<Subscription<int>> Throwing()
    {
        yield return Indexed.Subscription(1, null);
        throw new FormatException();
    }

    /// <summary>Compares, until it is to fail.</summary>
    private sealed class FailingComparer : IEqualityComparer<int>
    {
        private int _calls;

        public int FailsAt
        {
            get;
            set => (field, _calls) = (value, 0);
        } = int.MaxValue;

        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => ++_calls == FailsAt ? throw new InvalidOperationException() : obj;
    }
}
