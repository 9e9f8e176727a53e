using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>Intervals that were known at once, and those that were added since. Immutable.</summary>
/// <param name="built">The intervals that were known at once.</param>
/// <param name="added">The intervals that were added.</param>
internal sealed class Intervals(FlatIntervals built, IntervalTree added)
{
    /// <summary>Gets an object without intervals.</summary>
    public static Intervals Empty { get; } = new(new FlatIntervals([], [], []), IntervalTree.Empty);

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => built.Bytes + added.Bytes;

    /// <summary>Gives these intervals with one more.</summary>
    public Intervals With(ulong low, ulong high, int group) => new(built, added.With(low, high, group));

    /// <summary>Adds the groups of the intervals that touch an interval to a list.</summary>
    public void Find(ulong low, ulong high, NumberList groups)
    {
        built.Find(low, high, groups);
        added.Find(low, high, groups);
    }
}

/// <summary>Collects intervals.</summary>
internal sealed class IntervalList(int capacity)
{
    private readonly List<(ulong Low, ulong High, int Group)> _all = new(capacity);

    /// <summary>Adds an interval.</summary>
    public void Add(ulong low, ulong high, int group) => _all.Add((low, high, group));

    /// <summary>Sorts the intervals.</summary>
    public Intervals ToIntervals()
    {
        if (_all.Count == 0)
        {
            return Intervals.Empty;
        }

        _all.Sort(static (left, right) => left.Low.CompareTo(right.Low));
        ulong[] lows = new ulong[_all.Count];
        ulong[] highs = new ulong[_all.Count];
        int[] groups = new int[_all.Count];
        for (int i = 0; i < lows.Length; i++)
        {
            (lows[i], highs[i], groups[i]) = _all[i];
        }

        return new Intervals(new FlatIntervals(lows, highs, groups), IntervalTree.Empty);
    }
}
