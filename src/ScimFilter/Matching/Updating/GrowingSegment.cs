using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// A segment that takes further subscriptions. Each is appended to arrays into which readers look meanwhile, so that it costs its own
/// bytes and little more: what a reader holds says where its records end, and what lies behind is not there yet. One thread at a time
/// may add.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class GrowingSegment<TKey>
    where TKey : notnull
{
    /// <summary>A segment of more subscriptions has the room that it was made with.</summary>
    private const int LargestEnlarged = 1 << 14;

    /// <summary>The part of its room that is left when it is time for a larger one.</summary>
    private const int RunningOut = 6;

    /// <summary>The part by which it has grown at least before a larger one is made, whatever it is that takes its room.</summary>
    private const int LeastGrowth = 64;

    private readonly KeyHasher _hasher;
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly SegmentBuilder _builder;
    private readonly GrowingRecords _records;
    private readonly GrowingKeys<TKey> _keys;
    private readonly List<TKey> _moved = [];
    private readonly List<int> _movedUses = [];
    private readonly int _begun;
    private SegmentLists _lists;
    private ResidualFilter[] _filters = [];
    private int _filterCount;
    private BuilderSize _size;

    /// <summary>Begins an empty segment.</summary>
    public GrowingSegment(KeyHasher hasher, IEqualityComparer<TKey> comparer)
    {
        (_hasher, _comparer) = (hasher, comparer);
        _builder = new SegmentBuilder(hasher, isLoad: false);
        _records = new GrowingRecords(_builder, hasher);
        _keys = new GrowingKeys<TKey>(comparer);
        _lists = new SegmentLists(baseEnd: 0);
    }

    /// <summary>Goes on with a segment in which room was left.</summary>
    public GrowingSegment(KeyedSegment<TKey> segment, Template[] templates, KeyHasher hasher, IEqualityComparer<TKey> comparer)
    {
        (_hasher, _comparer) = (hasher, comparer);
        _builder = new SegmentBuilder(hasher, segment.Segment);
        _records = new GrowingRecords(_builder, hasher, segment.Segment, templates);
        _keys = new GrowingKeys<TKey>(segment, comparer);
        _filters = segment.Segment.Filters;
        _filterCount = _filters.Length;
        _size = segment.Segment.Size;
        _begun = segment.Segment.Count;
        _lists = segment.Segment.Lists;
        Current = Share();
    }

    /// <summary>Gets the segment with all that was added; null when nothing was.</summary>
    public KeyedSegment<TKey>? Current { get; private set; }

    /// <summary>Gets a value indicating whether it takes no more subscriptions.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Gets a value indicating whether it is large, has grown, and its room will soon be used up.</summary>
    public bool IsRunningOut => _keys.Count > LargestEnlarged && _keys.Count - _begun > _begun / LeastGrowth && (_keys.Room < _keys.Count / RunningOut || _records.IsRunningOut);

    /// <summary>Gets for how many more subscriptions there is room, as far as their number counts.</summary>
    public int Room => IsFull ? 0 : _keys.Room;

    private BuilderSize Size => _size + _records.Added;

    /// <summary>Makes room for so many more subscriptions. What was shared before stays as it is.</summary>
    public void Widen(int spare)
    {
        _keys.Enlarge(spare);
        _records.Enlarge(new SpareRoom(_keys.Count, Size, spare));
        Current = Share();
    }

    /// <summary>Takes out the tables of unused templates, so that their numbers can stand for others.</summary>
    /// <param name="templates">The templates of the index.</param>
    /// <returns>The segment without them.</returns>
    public KeyedSegment<TKey> Without(Template[] templates)
    {
        _records.Remove(templates);
        _lists = _lists.Without(templates);
        return Current = Share();
    }

    /// <summary>Adds a subscription.</summary>
    /// <param name="key">Its key, of which there is no other that is not deleted.</param>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="entries">What it asks for.</param>
    /// <param name="deletions">What is deleted of the segment.</param>
    /// <param name="use">What it uses, see <see cref="LayoutUses"/>.</param>
    /// <returns>The segment with it; null when there was no room. If adding fails, the segment is as it was, and takes no more.</returns>
    public KeyedSegment<TKey>? TryAdd(TKey key, ulong hash, ReadOnlySpan<Entry> entries, Deletions? deletions, int use)
    {
        if (IsFull)
        {
            return null;
        }

        // Until all has gone well.
        IsFull = true;

        // Whatever memory a step asks for is on its way during the next one.
        ReadOnlySpan<ulong> hashes = _builder.Begin(entries);
        _records.AskTables(entries, hashes);
        _builder.AskValues();
        _records.Ask(entries, hashes);
        _builder.AddBegun(entries);
        if (!TryMakeRoom(1) || !TryAppendEntries(deletions))
        {
            return null;
        }

        _keys.Append(key, hash, use);
        return Complete();
    }

    /// <summary>Adds some subscriptions of another segment, as far as they are not deleted there.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="start">The number of the first subscription.</param>
    /// <param name="end">The number of the subscription behind the last one.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="deletions">What is deleted of this segment.</param>
    /// <returns>This segment with them; null when there was no room. If adding fails, the segment is as it was, and takes no more.</returns>
    public KeyedSegment<TKey>? TryAdd(KeyedView<TKey> view, int start, int end, Template[] templates, Deletions? deletions)
    {
        if (IsFull)
        {
            return null;
        }

        // Until all has gone well.
        IsFull = true;
        new SegmentMerger(_builder, _hasher).Add(view.View, templates, start, end);
        view.AddKeys(start, end, _moved, _movedUses);

        if (!TryMakeRoom(_moved.Count) || !TryAppendEntries(deletions))
        {
            return null;
        }

        for (int i = 0; i < _moved.Count; i++)
        {
            _keys.Append(_moved[i], KeyedSegment<TKey>.HashOf(_moved[i], _comparer), _movedUses[i]);
        }

        _moved.Clear();
        _movedUses.Clear();
        return Complete();
    }

    /// <summary>Makes room if there is too little; in a large segment, as far as its records go, that is seen in time.</summary>
    private bool TryMakeRoom(int subscriptions)
    {
        bool hasKeys = _keys.Room >= subscriptions;
        bool hasTables = _records.HasTables(_keys.Count);
        if (_keys.Count > LargestEnlarged)
        {
            return hasKeys && hasTables;
        }

        if (!hasKeys)
        {
            _keys.Enlarge(Math.Max(subscriptions, _keys.Count));
        }

        if (!hasTables || !_records.HasWords())
        {
            _records.Enlarge(new SpareRoom(_keys.Count, Size, _keys.Count));
        }

        return true;
    }

    private bool TryAppendEntries(Deletions? deletions)
    {
        SegmentDraft draft = _builder.Draft;
        _size += new BuilderSize(0, 0, draft.Postings.Count, draft.Conditions.Count, 0, 0);
        if (!_records.TryAppend(deletions))
        {
            return false;
        }

        _builder.ForgetKeys();
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

    private KeyedSegment<TKey> Complete()
    {
        Current = Share();
        IsFull = false;
        return Current;
    }

    /// <summary>Gives the segment as it is now; its arrays go on to be written to, behind what it has of them.</summary>
    private KeyedSegment<TKey> Share()
    {
        var segment = new Segment
        {
            Count = _keys.Count,
            Tables = _records.Tables,
            Records = _records.Words,
            RecordEnd = _records.End,
            HasSplitKeys = _records.HasSplitKeys,
            Filters = _filters,
            Arena = _builder.Draft.Values.Bytes,
            LaterKeys = _records.LaterKeys,
            Lists = _lists,
            Size = Size with { Values = _size.Values + _builder.Values.Count },
        };
        return _keys.Share(segment);
    }
}
