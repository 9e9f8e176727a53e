using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The ids of the subscriptions of a growing segment, see <see cref="GrowingSegment{TId}"/>.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class GrowingIds<TId>
    where TId : notnull
{
    private readonly IEqualityComparer<TId> _comparer;
    private readonly UseNumbers _uses;
    private Priorities _priorities;
    private TId[] _ids;
    private HashSlots _table;

    /// <summary>
    /// By subscription number: the earlier subscription with the same id, or -1. The table leads to the newest one; readers of earlier
    /// snapshots go back from there.
    /// </summary>
    private int[] _replaced;

    /// <summary>Creates empty arrays.</summary>
    public GrowingIds(IEqualityComparer<TId> comparer)
    {
        _comparer = comparer;
        _ids = new TId[Thresholds.SmallestCapacity];
        _replaced = new int[Thresholds.SmallestCapacity];
        _table = new HashSlots(Thresholds.SmallestCapacity);
        _uses = new UseNumbers(Thresholds.SmallestCapacity);
    }

    /// <summary>Continues the ids of a segment that has spare capacity in its table.</summary>
    public GrowingIds(SegmentWithIds<TId> segment, IEqualityComparer<TId> comparer)
    {
        _comparer = comparer;
        _table = segment.Table;
        Count = segment.Segment.Count;
        _ids = new TId[_table.Capacity];
        Array.Copy(segment.Ids, _ids, Count);
        _replaced = new int[_ids.Length];
        _uses = new UseNumbers(segment.Uses, _ids.Length);
        _priorities = segment.Priorities.WithCapacity(_ids.Length);
    }

    /// <summary>Gets the number of ids, including those of tombstoned subscriptions.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the number of further ids for which there is capacity.</summary>
    public int Spare => Math.Min(_ids.Length, _table.Capacity) - Count;

    /// <summary>Makes new arrays with capacity for further ids. Readers keep the old ones.</summary>
    public void Reallocate(int more)
    {
        int size = checked(Count + more);
        var table = new HashSlots(size);
        for (HashSlots.Enumerator known = _table.Numbers(); known.MoveNext();)
        {
            table.Add(IdHash.OfUpper(known.UpperHash), known.Current);
        }

        Array.Resize(ref _ids, size);
        Array.Resize(ref _replaced, size);
        _uses.Resize(size);
        _priorities = _priorities.WithCapacity(size);
        _table = table;
    }

    /// <summary>
    /// Appends the id of the next subscription. If a tombstoned subscription had the same id, the new one takes over its table slot.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="data">What else is kept of the subscription.</param>
    public void Append(TId id, ulong hash, SubscriptionData data)
    {
        int number = Count;
        _uses.Set(number, data.Use);
        _priorities = _priorities.With(number, data.Priority, _ids.Length);
        _ids[number] = id;
        _replaced[number] = -1;
        HashSlots.Candidates known = _table.Of(hash);
        while (known.MoveNext())
        {
            if (_comparer.Equals(_ids[known.Current], id))
            {
                _replaced[number] = known.Current;
                _table.Replace(known.Slot, hash, number);
                Count++;
                return;
            }
        }

        _table.Add(hash, number);
        Count++;
    }

    /// <summary>Gives a segment together with the ids so far.</summary>
    public SegmentWithIds<TId> Publish(Segment segment) => new(segment, _ids, _uses, _priorities, _table, _replaced, this, _comparer);
}
