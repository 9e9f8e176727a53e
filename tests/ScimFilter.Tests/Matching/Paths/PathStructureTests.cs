using System.Text;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Paths;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>The structures behind access paths find what going through a list finds.</summary>
public class PathStructureTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1_000)]
    [InlineData(3, 5_000)]
    public void Intervals_that_touch_are_found(int seed, int count)
    {
        var random = new Random(seed);
        var added = IntervalTree.Empty;
        var list = new IntervalList(0);
        var all = new List<(ulong Low, ulong High)>();
        for (int i = 0; i < count; i++)
        {
            (ulong low, ulong high) = Interval(random, 500);
            all.Add((low, high));
            added = added.With(low, high, i);
            list.Add(low, high, i);
        }

        Intervals built = list.ToIntervals();
        for (int i = 0; i < 200; i++)
        {
            (ulong low, ulong high) = Interval(random, 20);
            int[] expected = [.. Enumerable.Range(0, count).Where(one => all[one].Low <= high && all[one].High >= low)];
            Assert.Equal(expected, Sorted(groups => added.Find(low, high, groups)));
            Assert.Equal(expected, Sorted(groups => built.Find(low, high, groups)));
        }
    }

    [Fact]
    public void A_table_has_what_was_added_while_it_grows()
    {
        var random = new Random(4);
        var table = new KeyedGroups();
        var expected = new Dictionary<uint, List<int>>();
        for (int group = 0; group < 20_000; group++)
        {
            uint hash = (uint)random.Next(5_000) * 2_654_435_761;
            table.Add(hash, group);
            (expected.TryGetValue(hash | 1, out List<int>? groups) ? groups : expected[hash | 1] = []).Add(group);
        }

        Assert.Equal(expected.Count, table.Count);
        foreach ((uint hash, List<int> groups) in expected)
        {
            Assert.True(table.Filter.MayHave(hash));
            Assert.Equal(groups, Sorted(found => table.Collect(table.Find(hash), found)));
            Assert.Equal(Math.Min(groups.Count, 3), table.CountOf(hash, 3));
        }

        Assert.Equal(KeyedGroups.None, table.Find(2));
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(6, 26)]
    public void Every_literal_that_a_text_has_is_found(int seed, int letters)
    {
        var random = new Random(seed);
        byte[][] literals = [.. Enumerable.Range(0, 3_000).Select(_ => Text(random, letters, 1 + random.Next(40)))];
        var starts = new PrefixPath(1, 77, fromEnd: false);
        var ends = new PrefixPath(1, 77, fromEnd: true);
        var parts = new WindowPath(1, 77);
        for (int i = 0; i < literals.Length; i++)
        {
            starts.Add(literals[i], i);
            ends.Add(literals[i], i);
            parts.Add(literals[i], i);
        }

        for (int i = 0; i < 100; i++)
        {
            byte[] text = [.. literals[random.Next(3_000)], .. Text(random, letters, random.Next(30)), .. literals[random.Next(3_000)]];
            AssertFinds(starts, text, [.. Those(literals, literal => text.AsSpan().StartsWith(literal))]);
            AssertFinds(ends, text, [.. Those(literals, literal => text.AsSpan().EndsWith(literal))]);
            AssertFinds(parts, text, [.. Those(literals, literal => text.AsSpan().IndexOf(literal) >= 0)]);
        }
    }

    private static IEnumerable<int> Those(byte[][] literals, Func<byte[], bool> holds) =>
        Enumerable.Range(0, literals.Length).Where(number => holds(literals[number]));

    private static void AssertFinds(AccessPath path, byte[] text, int[] expected)
    {
        // Paths may read a few bytes around a value.
        byte[] padded = [.. new byte[16], .. text, .. new byte[32]];
        var found = new FoundGroups();
        path.Find(padded.AsSpan(16, text.Length), 0, found);
        Assert.Subset(found.Groups.All.ToArray().ToHashSet(), expected.ToHashSet());
    }

    private static byte[] Text(Random random, int letters, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (byte)('a' + random.Next(letters)))];

    private static (ulong Low, ulong High) Interval(Random random, int longest)
    {
        ulong low = (ulong)random.Next(2_000) << (random.Next(2) * 52);
        return random.Next(10) switch
        {
            0 => (0, ulong.MaxValue),
            1 => (low, ulong.MaxValue),
            _ => (low, low + (ulong)random.Next(longest)),
        };
    }

    private static int[] Sorted(Action<NumberList> find)
    {
        var groups = new NumberList();
        find(groups);
        return [.. groups.All.ToArray().Order()];
    }
}
