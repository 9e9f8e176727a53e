using System.Text;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Tests.Matching.Updating;

/// <summary>A segment takes changes where it is, and makes room for them in another one while they go on.</summary>
public class IndexRenewalTests
{
    private static readonly KeyHasher _hasher = new();
    private static readonly string[] _filters =
    [
        "a eq \"1\"", "a eq \"2\"", "a eq \"1\" and b ne \"3\"", "a eq \"1\" and b sw \"2\"", "a eq \"1\" or b eq \"2\"",
        "a eq \"2\" and b eq \"2\" and a ne \"7\"",
    ];

    private readonly SubscriptionPlanner _planner =
        new(Support.Compiler(caseExact: true), IndexLayout.Create(["type"]), maxTemplates: 8, maxProduct: 16);

    private readonly Dictionary<int, int> _held = [];
    private readonly SnapshotWriter<int> _writer;

    public IndexRenewalTests() => _writer = new SnapshotWriter<int>(_planner.Layout, _hasher, EqualityComparer<int>.Default);

    /// <summary>Whoever holds a snapshot goes on to see what was there, whatever became of its records since.</summary>
    [Fact]
    public void A_snapshot_stays_as_it_was_while_its_keys_are_added_to()
    {
        var random = new Random(1);
        var seen = new List<(Snapshot<int> Snapshot, Dictionary<int, int> Held)>();
        for (int i = 0; i < 4_000; i++)
        {
            Change(random, keys: 300);
            if (i % 97 == 0)
            {
                seen.Add((_writer.Current, new Dictionary<int, int>(_held)));
            }
        }

        Assert.All(seen, one => AssertHas(one.Snapshot, one.Held));
        Assert.All(seen, one => AssertKnows(one.Snapshot, one.Held, keys: 300));
    }

    /// <summary>What is merged is changed meanwhile, in between, and once more before the result takes its place.</summary>
    [Theory]
    [InlineData(400, 30)]
    [InlineData(400, 900)]
    [InlineData(3_000, 200)]
    [InlineData(20_000, 12_000)]
    public void A_merge_makes_up_for_what_changes_meanwhile(int keys, int changes)
    {
        var random = new Random(keys + changes);
        Load(random, keys / 2);
        for (int i = 0; i < keys; i++)
        {
            Change(random, keys);
        }

        // Beside the load there are enough for all of it to be made room for, and after that to be merged.
        for (int round = 0; round < 3; round++)
        {
            RunningMerge<int>? merge = _writer.BeginMerge(_planner.Layout);
            Snapshot<int> before = _writer.Current;
            var held = new Dictionary<int, int>(_held);
            for (int step = 0; step < 3; step++)
            {
                for (int i = 0; i < changes / 3; i++)
                {
                    Change(random, keys);
                }

                if (step == 0)
                {
                    merge?.Run();
                }
                else
                {
                    merge?.CatchUp(_writer.Current.Segments);
                }
            }

            if (merge is not null)
            {
                Change(random, keys);
                List<SnapshotSegment<int>> segments = [.. _writer.Current.Segments];
                _writer.EndMerge(segments, _planner.Layout);
                _writer.Publish(_planner.Layout, segments);
            }

            AssertHas(before, held);
            AssertHas(_writer.Current, _held);
            AssertKnows(_writer.Current, _held, keys);
            List<SnapshotSegment<int>> moved = [.. _writer.Current.Segments];
            while (_writer.TryMove(moved, _planner.Layout))
            {
                _writer.Publish(_planner.Layout, moved);
                AssertHas(_writer.Current, _held);
            }
        }
    }

    /// <summary>Long lists of event types make long records, which is no reason to merge what was just merged.</summary>
    [Fact]
    public void What_was_merged_is_left_alone_until_it_has_grown()
    {
        string[] types = [.. Enumerable.Range(0, 120).Select(type => $"type-{type}")];
        var load = new BulkLoad<int>(_hasher, EqualityComparer<int>.Default);
        for (int key = 0; key < 18_000; key++)
        {
            load.Add(key, _planner.Plan(types, null), new SubscriptionData(LayoutUses.None, Priority: 0));
        }

        List<SnapshotSegment<int>> segments = [];
        load.Build();
        load.AddTo(segments);
        for (int key = 0; key < 9_100; key++)
        {
            SnapshotWriter<int>.Remove(segments, key, _writer.HashOf(key), out _);
        }

        for (int key = 20_000; key < 36_000; key++)
        {
            _writer.Add(segments, key, _writer.HashOf(key), _planner.Plan(types, null), new SubscriptionData(LayoutUses.None, Priority: 0));
        }

        _writer.Publish(_planner.Layout, segments);
        int merges = 0;
        for (; _writer.BeginMerge(_planner.Layout) is { } merge; merges++)
        {
            Assert.InRange(merges, 0, 3);
            merge.Run();
            segments = [.. _writer.Current.Segments];
            _writer.EndMerge(segments, _planner.Layout);
            _writer.Publish(_planner.Layout, segments);
        }

        Assert.Equal(24_900, _writer.Current.Count);
        Assert.InRange(merges, 1, 3);
    }

    [Fact]
    public void After_changes_there_is_one_segment_again()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 30_000).Select(key => Indexed.Subscription(key, $"a eq \"{key % 500}\"")));
        for (int round = 0; round < 4; round++)
        {
            for (int key = round; key < 30_000; key += 7)
            {
                index.Set(key, $"a eq \"{key % 500}\" and b{round} eq \"1\"");
            }

            Assert.True(SpinWait.SpinUntil(() => index.GetStatistics().Segments == 1, TimeSpan.FromSeconds(30)));
            Assert.Equal(
                Enumerable.Range(0, 60).Select(i => 77 + (500 * i)),
                index.Match("""{"a":"77","b0":"1","b1":"1","b2":"1","b3":"1"}"""));
            index.Load(Enumerable.Range(500 * round, 400).Select(key => Indexed.Subscription(key, $"a eq \"{key % 500}\"")));
        }

        Assert.Equal(30_000, index.Count);
    }

    [Fact]
    public void One_subscription_may_be_replaced_as_often_as_one_likes()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 2_000).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        FilterExpression[] filters = [FilterExpression.Parse("a eq \"1\""), FilterExpression.Parse("a eq \"2\"")];
        for (int i = 0; i < 60_000; i++)
        {
            index.Set(5, [], filters[i % 2]);
        }

        Assert.Equal(2_000, index.Count);
        Assert.Equal([5], index.Match("""{"a":"2"}"""));
        Assert.Equal(Enumerable.Range(0, 2_000).Where(key => key != 5), index.Match("""{"a":"1"}"""));
        Assert.True(index.GetStatistics().Bytes < 2_000_000);
    }

    private void Change(Random random, int keys)
    {
        List<SnapshotSegment<int>> segments = [.. _writer.Current.Segments];
        int key = random.Next(keys);
        bool wasThere = SnapshotWriter<int>.Remove(segments, key, _writer.HashOf(key), out _);
        Assert.Equal(_held.Remove(key), wasThere);
        if (random.Next(4) > 0)
        {
            int filter = random.Next(_filters.Length);
            _held.Add(key, filter);
            _writer.Add(segments, key, _writer.HashOf(key), Plan(filter), new SubscriptionData(LayoutUses.None, Priority: 0));
        }

        _writer.Publish(_planner.Layout, segments);
    }

    private void Load(Random random, int keys)
    {
        var load = new BulkLoad<int>(_hasher, EqualityComparer<int>.Default);
        for (int key = 0; key < keys; key++)
        {
            _held[key] = random.Next(_filters.Length);
            load.Add(key, Plan(_held[key]), new SubscriptionData(LayoutUses.None, Priority: 0));
        }

        List<SnapshotSegment<int>> segments = [];
        load.Build();
        load.AddTo(segments);
        _writer.Publish(_planner.Layout, segments);
    }

    private ReadOnlySpan<Entry> Plan(int filter) => _planner.Plan(["t"], FilterExpression.Parse(_filters[filter]));

    private static void AssertHas(Snapshot<int> snapshot, Dictionary<int, int> held)
    {
        Assert.Equal(held.Count, snapshot.Count);
        byte[][] events = [.. ((string[])["1", "2"]).SelectMany(a =>
            ((string[])["2", "3"]).Select(b => Encoding.UTF8.GetBytes($$"""{"type":"t","a":"{{a}}","b":"{{b}}"}""")))];
        var filters = _filters.Select(text => Support.Compiler(caseExact: true).Compile(FilterExpression.Parse(text))).ToArray();
        var found = events.Select(_ => new List<int>()).ToArray();
        new BatchMatcher<int>(_hasher).Match(
            snapshot, [.. events.Select(one => (ReadOnlyMemory<byte>)one)], Support.Compiler(caseExact: true).Limits,
            (number, key) => found[number].Add(key));
        for (int i = 0; i < events.Length; i++)
        {
            Assert.Equal(held.Where(one => filters[one.Value].Matches(events[i])).Select(one => one.Key).Order(), found[i].Order());
        }
    }

    private static void AssertKnows(Snapshot<int> snapshot, Dictionary<int, int> held, int keys)
    {
        for (int key = 0; key < keys; key++)
        {
            ulong hash = SegmentWithIds<int>.HashOf(key, EqualityComparer<int>.Default);
            Assert.Equal(
                held.ContainsKey(key) ? 1 : 0,
                snapshot.Segments.Count(segment => segment.WithIds.Find(key, hash, segment.Tombstones) >= 0));
        }
    }
}
