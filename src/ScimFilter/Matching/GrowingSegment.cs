namespace ScimFilter.Matching;

/// <summary>
/// The subscriptions that came last. Each further one is appended to the arrays of a segment that readers look into meanwhile, so
/// that it costs its own bytes and no more: what a reader holds says where its records end, and what lies behind is not there yet.
/// One thread at a time may add.
/// </summary>
/// <remarks>
/// The format is that of any segment, see <see cref="PostingFormat"/>, but that a key may have several records, as none of them
/// changes. Arrays that are full are copied; a reader that holds the old ones misses nothing of what it may see.
/// </remarks>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class GrowingSegment<TKey>(KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly SegmentBuilder _builder = new(hasher);
    private readonly List<GrowingSlots?> _tables = [];
    private GrowingSlots _slots = new();
    private HashSlots[] _sharedTables = [];
    private int[] _records = [];
    private ResidualFilter[] _filters = [];
    private TKey[] _keys = [];
    private BuilderSize _size;
    private int _end;
    private int _filterCount;

    /// <summary>Gets the segment with all that was added; null when nothing was.</summary>
    public KeyedSegment<TKey>? Current { get; private set; }

    /// <summary>Gets the number of subscriptions that were added.</summary>
    public int Count => _builder.Count;

    /// <summary>Adds a subscription. If that fails, the next one begins a new segment, and the last one stays as it is.</summary>
    public KeyedSegment<TKey> Add(TKey key, ReadOnlySpan<Entry> entries)
    {
        try
        {
            return Current = Append(key, entries);
        }
        catch
        {
            Clear();
            throw;
        }
    }

    /// <summary>Begins a new segment; the last one stays as it is.</summary>
    public void Clear()
    {
        if (Count == 0)
        {
            return;
        }

        _builder.Renew();
        _tables.Clear();
        _slots = new GrowingSlots();
        (_sharedTables, _records, _filters, _keys) = ([], [], [], []);
        (_size, _end, _filterCount) = (default, 0, 0);
        Current = null;
    }

    private KeyedSegment<TKey> Append(TKey key, ReadOnlySpan<Entry> entries)
    {
        int number = _builder.Count;
        _builder.Add(entries);
        SegmentDraft draft = _builder.Draft;
        AddRecords(draft);
        AddFilters(draft.Filters);
        _size += new BuilderSize(draft.Keys.Count, draft.KeyValues.Count, draft.Postings.Count, draft.Conditions.Count, 0);
        _builder.ForgetKeys();

        Grow(ref _keys, number, 1);
        _keys[number] = key;
        _slots.Add(KeyedSegment<TKey>.HashOf(key, comparer), number);
        var segment = new Segment
        {
            Count = number + 1,
            Tables = _sharedTables,
            Records = _records,
            RecordEnd = _end,
            Filters = _filters,
            Arena = draft.Values.Bytes,
            Size = _size with { Values = _builder.ValueCount },
        };
        return new KeyedSegment<TKey>(segment, _keys, _slots.Slots, comparer);
    }

    private void AddRecords(SegmentDraft draft)
    {
        var writer = new SegmentWriter(draft);
        foreach (BuiltKey key in draft.Keys)
        {
            int size = key.RecordWords;
            Grow(ref _records, _end, size + PostingFormat.Padding);
            writer.Write(key, _records.AsSpan(_end, size));
            AddToTable(key.Template, key.Hash, _end);
            _end += size;
        }
    }

    private void AddToTable(int template, ulong hash, int record)
    {
        while (_tables.Count <= template)
        {
            _tables.Add(null);
        }

        bool isNew = _tables[template] is null;
        GrowingSlots table = _tables[template] ??= new GrowingSlots();
        if (table.Add(hash, record) || isNew)
        {
            _sharedTables = [.. _tables.Select(one => one?.Slots ?? default)];
        }
    }

    private void AddFilters(List<ResidualFilter> filters)
    {
        Grow(ref _filters, _filterCount, filters.Count - _filterCount);
        for (; _filterCount < filters.Count; _filterCount++)
        {
            _filters[_filterCount] = filters[_filterCount];
        }
    }

    /// <summary>Copies an array that has no room; readers keep the old one.</summary>
    private static void Grow<T>(ref T[] array, int used, int more)
    {
        if (array.Length - used < more)
        {
            T[] larger = new T[Math.Max(array.Length * 2, checked(used + more))];
            array.AsSpan(0, used).CopyTo(larger);
            array = larger;
        }
    }
}
