using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Intervals of 64-bit numbers, each with a group: a B-tree by their lower ends, in which each entry also has the highest upper end below
/// it (Cormen et al., Introduction to Algorithms, section 14.3). Finding all intervals that a point or another interval touches takes time
/// in proportion to those found and the depth of the tree, however the intervals lie.
/// </summary>
/// <remarks>Nodes are immutable. A change copies those on its path, so that readers need no lock.</remarks>
internal sealed class IntervalTree
{
    private const int Width = 32;

    private readonly ulong[] _lows;
    private readonly ulong[] _highs;

    /// <summary>The groups of a leaf; null in an inner node.</summary>
    private readonly int[]? _groups;

    /// <summary>The children of an inner node; null in a leaf.</summary>
    private readonly IntervalTree[]? _children;

    private IntervalTree(ulong[] lows, ulong[] highs, int[]? groups, IntervalTree[]? children) =>
        (_lows, _highs, _groups, _children) = (lows, highs, groups, children);

    /// <summary>Gets a tree without intervals.</summary>
    public static IntervalTree Empty { get; } = new([], [], [], null);

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes =>
        (_lows.Length * (2L * sizeof(ulong))) + (_groups?.Length * (long)sizeof(int) ?? _children!.Sum(child => child.Bytes));

    private ulong Highest => _highs.Max();

    /// <summary>Gives the tree with one more interval.</summary>
    public IntervalTree With(ulong low, ulong high, int group)
    {
        (IntervalTree first, IntervalTree? second) = Insert(low, high, group);
        return second is null ? first : Parent([first, second]);
    }

    /// <summary>Adds the groups of the intervals that touch an interval to a list.</summary>
    /// <param name="low">Its lower end.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="groups">Takes the groups.</param>
    public void Find(ulong low, ulong high, NumberList groups)
    {
        for (int i = 0; i < _lows.Length && _lows[i] <= high; i++)
        {
            if (_highs[i] < low)
            {
                continue;
            }

            if (_groups is not null)
            {
                groups.Add(_groups[i]);
            }
            else
            {
                _children![i].Find(low, high, groups);
            }
        }
    }

    private static IntervalTree Parent(IntervalTree[] children) =>
        new([.. children.Select(child => child._lows[0])], [.. children.Select(child => child.Highest)], null, children);

    private (IntervalTree First, IntervalTree? Second) Insert(ulong low, ulong high, int group)
    {
        int place = PlaceOf(low);
        if (_groups is not null)
        {
            return Split(Inserted(_lows, place, low), Inserted(_highs, place, high), Inserted(_groups, place, group), null);
        }

        // Below the first lower end belongs to the first child.
        place = Math.Max(0, place - 1);
        (IntervalTree first, IntervalTree? second) = _children![place].Insert(low, high, group);
        ulong[] lows = [.. _lows];
        ulong[] highs = [.. _highs];
        IntervalTree[] children = [.. _children];
        (lows[place], highs[place], children[place]) = (first._lows[0], first.Highest, first);
        return second is null
            ? (new IntervalTree(lows, highs, null, children), null)
            : Split(
                Inserted(lows, place + 1, second._lows[0]),
                Inserted(highs, place + 1, second.Highest),
                null,
                Inserted(children, place + 1, second));
    }

    /// <summary>Finds the place behind all lower ends that are not above a number.</summary>
    private int PlaceOf(ulong low)
    {
        int place = 0;
        while (place < _lows.Length && _lows[place] <= low)
        {
            place++;
        }

        return place;
    }

    private static (IntervalTree First, IntervalTree? Second) Split(
        ulong[] lows, ulong[] highs, int[]? groups, IntervalTree[]? children)
    {
        if (lows.Length <= Width)
        {
            return (new IntervalTree(lows, highs, groups, children), null);
        }

        const int half = Width / 2;
        return (
            new IntervalTree(lows[..half], highs[..half], groups?[..half], children?[..half]),
            new IntervalTree(lows[half..], highs[half..], groups?[half..], children?[half..]));
    }

    private static T[] Inserted<T>(T[] items, int place, T item)
    {
        var larger = new T[items.Length + 1];
        Array.Copy(items, larger, place);
        larger[place] = item;
        Array.Copy(items, place, larger, place + 1, items.Length - place);
        return larger;
    }
}
