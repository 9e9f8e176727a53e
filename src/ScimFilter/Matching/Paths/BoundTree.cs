using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Groups by their bounds. Intervals and lower bounds are in one <see cref="Intervals"/>, upper bounds alone in another one, in reverse
/// order. Immutable; a change makes a copy that shares most nodes.
/// </summary>
internal sealed class BoundTree
{
    private readonly OrderKeys _keys;
    private readonly bool _isText;
    private readonly Intervals _lower;
    private readonly Intervals _upper;

    /// <summary>Creates a tree without groups.</summary>
    /// <param name="isText">Whether values are strings.</param>
    public BoundTree(bool isText)
        : this(new OrderKeys([], isText), isText, Intervals.Empty, Intervals.Empty)
    {
    }

    private BoundTree(OrderKeys keys, bool isText, Intervals lower, Intervals upper) =>
        (_keys, _isText, _lower, _upper) = (keys, isText, lower, upper);

    /// <summary>Gives the bounds of a group.</summary>
    public delegate Bounds BoundsOf(int group);

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => _lower.Bytes + _upper.Bytes;

    /// <summary>Gives the number by which values are ordered.</summary>
    public ulong KeyOf(ReadOnlySpan<byte> value) => _keys.Of(value);

    /// <summary>Adds the groups whose bounds some of an event's values may meet.</summary>
    /// <param name="least">The number of the value that is compared with upper bounds: the least, as any value may meet them.</param>
    /// <param name="greatest">The number of the value that is compared with lower bounds: the greatest.</param>
    /// <param name="groups">Takes the groups.</param>
    public void Find(ulong least, ulong greatest, NumberList groups)
    {
        _lower.Find(least, greatest, groups);
        _upper.Find(ulong.MinValue, ~least, groups);
    }

    /// <summary>Adds all groups.</summary>
    public void FindAll(NumberList groups)
    {
        _lower.Find(ulong.MinValue, ulong.MaxValue, groups);
        _upper.Find(ulong.MinValue, ulong.MaxValue, groups);
    }

    /// <summary>Makes a tree of groups.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="bounds">Gives their bounds.</param>
    /// <param name="isText">Whether values are strings.</param>
    /// <param name="most">The most bytes of the beginning that all literals share.</param>
    public static BoundTree Of(ReadOnlySpan<int> groups, BoundsOf bounds, bool isText, int most)
    {
        var keys = new OrderKeys(SharedBy(groups, bounds, most), isText);
        var lower = new IntervalList(groups.Length);
        var upper = new IntervalList(0);
        foreach (int group in groups)
        {
            Bounds own = bounds(group);
            if (own.HasLower)
            {
                lower.Add(keys.Of(own.Lower), own.HasUpper ? keys.Of(own.Upper) : ulong.MaxValue, group);
            }
            else
            {
                upper.Add(~keys.Of(own.Upper), ulong.MaxValue, group);
            }
        }

        return new BoundTree(keys, isText, lower.ToIntervals(), upper.ToIntervals());
    }

    /// <summary>Gives the tree with one more group.</summary>
    public BoundTree With(int group, BoundsOf bounds)
    {
        Bounds own = bounds(group);
        byte[] shared = _keys.Shared;
        if ((own.HasLower && !own.Lower.StartsWith(shared)) || (own.HasUpper && !own.Upper.StartsWith(shared)))
        {
            return Rebuild(group, bounds);
        }

        return own.HasLower
            ? new BoundTree(_keys, _isText, _lower.With(_keys.Of(own.Lower), UpperKey(own), group), _upper)
            : new BoundTree(_keys, _isText, _lower, _upper.With(~_keys.Of(own.Upper), ulong.MaxValue, group));
    }

    private ulong UpperKey(in Bounds own) => own.HasUpper ? _keys.Of(own.Upper) : ulong.MaxValue;

    /// <summary>
    /// Makes the tree anew with a shorter beginning. It is at most half as long as before, so that a tree is rebuilt a few times only.
    /// </summary>
    private BoundTree Rebuild(int group, BoundsOf bounds)
    {
        var groups = new NumberList();
        FindAll(groups);
        groups.Add(group);
        return Of(groups.All, bounds, _isText, _keys.Shared.Length / 2);
    }

    private static byte[] SharedBy(ReadOnlySpan<int> groups, BoundsOf bounds, int most)
    {
        ReadOnlySpan<byte> shared = [];
        bool isFirst = true;
        foreach (int group in groups)
        {
            Bounds own = bounds(group);
            if (isFirst)
            {
                ReadOnlySpan<byte> first = own.HasLower ? own.Lower : own.Upper;
                shared = first[..Math.Min(first.Length, most)];
                isFirst = false;
            }

            shared = own.HasLower ? shared[..shared.CommonPrefixLength(own.Lower)] : shared;
            shared = own.HasUpper ? shared[..shared.CommonPrefixLength(own.Upper)] : shared;
            if (shared.IsEmpty)
            {
                break;
            }
        }

        return shared.ToArray();
    }
}
