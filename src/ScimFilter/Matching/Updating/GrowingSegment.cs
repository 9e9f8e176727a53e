using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// A segment to which subscriptions are appended while readers use it. An addition writes its own bytes only: behind the ends that
/// published states know, or into table slots that lead there. One thread at a time may add.
/// </summary>
/// <remarks>
/// When arrays are full, a segment up to <see cref="Thresholds.LargestReallocated"/> gets larger ones. A larger segment refuses the
/// subscription, which then starts a new growing segment, and a merge in the background makes one large segment of both.
/// </remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class GrowingSegment<TId>
    where TId : notnull
{
    private readonly KeyHasher _hasher;
    private readonly SegmentBuilder _builder;
    private readonly GrowingRecords _records;
    private readonly GrowingIds<TId> _ids;
    private readonly List<TId> _movedIds = [];
    private readonly List<uint> _movedHashes = [];
    private readonly List<SubscriptionData> _movedData = [];
    private readonly int _initialCount;
    private SegmentLists _lists;
    private ResidualFilter[] _filters = [];
    private int _filterCount;
    private SegmentSize _size;

    /// <summary>Begins an empty segment.</summary>
    public GrowingSegment(KeyHasher hasher, IEqualityComparer<TId> comparer)
    {
        _hasher = hasher;
        _builder = new SegmentBuilder(hasher, isLoad: false);
        _records = new GrowingRecords(_builder, hasher);
        _ids = new GrowingIds<TId>(comparer);
        _lists = new SegmentLists(builtEnd: 0);
    }

    /// <summary>Continues a segment that was built with spare capacity.</summary>
    public GrowingSegment(SegmentWithIds<TId> segment, Template[] templates, KeyHasher hasher, IEqualityComparer<TId> comparer)
    {
        _hasher = hasher;
        _builder = new SegmentBuilder(hasher, segment.Segment);
        _records = new GrowingRecords(_builder, hasher, segment.Segment, templates);
        _ids = new GrowingIds<TId>(segment, comparer);
        _filters = segment.Segment.Filters;
        _filterCount = _filters.Length;
        _size = segment.Segment.Size;
        _initialCount = segment.Segment.Count;
        _lists = segment.Segment.KeyLists;
        Current = Publish();
    }

    /// <summary>Gets the segment with everything added so far; null when nothing was.</summary>
    public SegmentWithIds<TId>? Current { get; private set; }

    /// <summary>Gets a value indicating whether it takes no further subscriptions.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Gets a value indicating whether it cannot be reallocated, has grown, and runs out of capacity.</summary>
    public bool IsRunningOut =>
        _ids.Count > Thresholds.LargestReallocated
        && _ids.Count - _initialCount > _initialCount / Thresholds.MinGrowthShare
        && (_ids.Spare < _ids.Count / Thresholds.RunningOutShare || _records.IsRunningOut);

    /// <summary>Gets the number of further subscriptions for whose ids there is capacity.</summary>
    public int Spare => IsFull ? 0 : _ids.Spare;

    private SegmentSize Size => _size + _records.Added;

    /// <summary>Makes new arrays with capacity for further subscriptions. Published states keep the old ones.</summary>
    public void Reallocate(int spare)
    {
        _ids.Reallocate(spare);
        _records.Reallocate(new SpareCapacity(_ids.Count, Size, spare));
        Current = Publish();
    }

    /// <summary>Removes the tables of unused templates, so that their numbers can stand for others.</summary>
    /// <param name="templates">The templates of the index.</param>
    /// <returns>The segment without them.</returns>
    public SegmentWithIds<TId> Without(Template[] templates)
    {
        _records.Remove(templates);
        _lists = _lists.Without(templates);
        return Current = Publish();
    }

    /// <summary>Adds a subscription.</summary>
    /// <param name="id">Its id. No subscription of the index that is not tombstoned has the same.</param>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="tombstones">The tombstones of the segment; null if none.</param>
    /// <param name="data">What else is kept of it.</param>
    /// <returns>
    /// The segment with it; null when there was no capacity. After an exception the segment is unchanged and full.
    /// </returns>
    public SegmentWithIds<TId>? TryAdd(TId id, ulong hash, ReadOnlySpan<Entry> entries, Tombstones? tombstones, SubscriptionData data)
    {
        if (IsFull)
        {
            return null;
        }

        // Complete() clears it; it stays set when a step fails or throws.
        IsFull = true;

        // The memory that one step prefetches arrives while the next step runs.
        ReadOnlySpan<ulong> hashes = _builder.Begin(entries);
        _records.PrefetchTables(entries, hashes);
        _builder.PrefetchValues();
        _records.PrefetchRecords(entries, hashes);
        _builder.AddBegun(entries);
        if (!TryEnsureCapacity(1) || !TryAppendEntries(tombstones))
        {
            return null;
        }

        _ids.Append(id, hash, data);
        return Complete();
    }

    /// <summary>Adds a range of subscriptions of another segment that are not tombstoned there.</summary>
    /// <param name="source">The other segment.</param>
    /// <param name="start">The number of the first subscription.</param>
    /// <param name="end">The number behind that of the last subscription.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="tombstones">The tombstones of this segment; null if none.</param>
    /// <returns>
    /// This segment with them; null when there was no capacity. After an exception the segment is unchanged and full.
    /// </returns>
    public SegmentWithIds<TId>? TryAdd(SnapshotSegment<TId> source, int start, int end, Template[] templates, Tombstones? tombstones)
    {
        if (IsFull)
        {
            return null;
        }

        IsFull = true;
        new SegmentMerger(_builder, _hasher).Add(source.View, templates, start, end);
        source.CopyTo(start, end, _movedIds, _movedHashes, _movedData);

        if (!TryEnsureCapacity(_movedIds.Count) || !TryAppendEntries(tombstones))
        {
            return null;
        }

        for (int i = 0; i < _movedIds.Count; i++)
        {
            _ids.Append(_movedIds[i], IdHash.OfUpper(_movedHashes[i]), _movedData[i]);
        }

        _movedIds.Clear();
        _movedHashes.Clear();
        _movedData.Clear();
        return Complete();
    }

    /// <summary>
    /// Ensures capacity for ids and table slots; in a segment that can be reallocated also for record words. In a larger one
    /// <see cref="TryAppendEntries"/> fails when the words do not suffice.
    /// </summary>
    private bool TryEnsureCapacity(int subscriptions)
    {
        bool hasIds = _ids.Spare >= subscriptions;
        bool hasTables = _records.HasTableCapacity(_ids.Count);
        if (_ids.Count > Thresholds.LargestReallocated)
        {
            return hasIds && hasTables;
        }

        if (!hasIds)
        {
            _ids.Reallocate(Math.Max(subscriptions, _ids.Count));
        }

        if (!hasTables || !_records.HasWordCapacity())
        {
            _records.Reallocate(new SpareCapacity(_ids.Count, Size, _ids.Count));
        }

        return true;
    }

    private bool TryAppendEntries(Tombstones? tombstones)
    {
        SegmentDraft draft = _builder.Draft;
        _size += new SegmentSize(0, 0, draft.Postings.Count, draft.Conditions.Count, 0, 0);
        if (!_records.TryAppend(tombstones))
        {
            return false;
        }

        _builder.ClearKeys();
        if (draft.Filters.Count > _filters.Length)
        {
            Array.Resize(ref _filters, Math.Max(draft.Filters.Count, _filters.Length * 2));
        }

        for (; _filterCount < draft.Filters.Count; _filterCount++)
        {
            _filters[_filterCount] = draft.Filters[_filterCount];
        }

        return true;
    }

    private SegmentWithIds<TId> Complete()
    {
        Current = Publish();
        IsFull = false;
        return Current;
    }

    /// <summary>
    /// Gives the current state of the segment. Later additions write into its arrays, behind the ends that the state knows.
    /// </summary>
    private SegmentWithIds<TId> Publish()
    {
        var segment = new Segment
        {
            Count = _ids.Count,
            Tables = _records.Tables,
            Records = _records.Words,
            RecordEnd = _records.End,
            HasSplitKeys = _records.HasSplitKeys,
            Filters = _filters,
            Arena = _builder.Draft.Values.Bytes,
            AppendedKeys = _records.AppendedKeys,
            KeyLists = _lists,
            Lists = _records.Lists,
            Size = Size with { Values = _size.Values + _builder.Values.Count },
        };
        return _ids.Publish(segment);
    }
}
