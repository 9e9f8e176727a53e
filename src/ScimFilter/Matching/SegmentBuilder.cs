using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>Gathers the entries of subscriptions by key, and makes a segment of them.</summary>
internal sealed class SegmentBuilder(KeyHasher hasher)
{
    private readonly HashGroups _valuesByHash = new();
    private readonly HashGroups _keysByHash = new();
    private readonly List<BuiltKey> _keys = [];
    private readonly List<int> _keyValues = [];
    private readonly List<BuiltPosting> _postings = [];
    private readonly List<int> _conditions = [];
    private readonly List<ResidualFilter> _filters = [];
    private readonly List<(PostingKind Kind, int Posting)> _sorted = [];
    private byte[] _arena = new byte[256];
    private int _arenaUsed;
    private int _templates;

    /// <summary>Gets the number of subscriptions so far.</summary>
    public int Count { get; private set; }

    /// <summary>Makes room, so that nothing is to be copied as it grows.</summary>
    public void Reserve(BuilderSize size, int arena)
    {
        _keys.EnsureCapacity(size.Keys);
        _keyValues.EnsureCapacity(size.KeyValues);
        _postings.EnsureCapacity(size.Postings);
        _conditions.EnsureCapacity(size.Conditions);
        _keysByHash.Reserve(size.Keys);
        _valuesByHash.Reserve(size.Values);
        if (_arena.Length < arena)
        {
            _arena = new byte[arena];
        }
    }

    /// <summary>Forgets everything, and keeps its memory for the next segment.</summary>
    public void Clear()
    {
        _valuesByHash.Clear();
        _keysByHash.Clear();
        _keys.Clear();
        _keyValues.Clear();
        _postings.Clear();
        _conditions.Clear();
        _filters.Clear();
        _arenaUsed = 0;
        _templates = 0;
        Count = 0;
    }

    /// <summary>Takes the next subscription.</summary>
    public void Add(Entry[] entries)
    {
        int subscription = Count++;
        foreach (Entry entry in entries)
        {
            int begin = _keyValues.Count;
            ulong hash = hasher.Begin(entry.Template.Index);
            foreach (byte[] key in entry.Keys)
            {
                _keyValues.Add(AddValue(key, out ulong valueHash));
                hash = hasher.Combine(hash, valueHash);
            }

            int number = FindOrAddKey(entry.Template.Index, hash, begin);
            AddPosting(number, subscription, entry.IsRepeatable, entry.Conditions is { } conditions ? AddConditions(conditions) : -1);
        }
    }

    /// <summary>Takes the place of the next subscription, whose entries follow.</summary>
    public int AddSubscription() => Count++;

    /// <summary>Adds the key of some values, to which postings follow.</summary>
    /// <returns>Its number.</returns>
    public int AddKey(int template, ulong hash, ReadOnlySpan<int> values)
    {
        int begin = _keyValues.Count;
        _keyValues.AddRange(values);
        return FindOrAddKey(template, hash, begin);
    }

    public int AddValue(ReadOnlySpan<byte> value, out ulong hash)
    {
        hash = hasher.Hash(value);
        for (HashGroups.Candidates places = _valuesByHash.Of(hash); places.MoveNext();)
        {
            if (ValueArena.Get(_arena, places.Current).SequenceEqual(value))
            {
                return places.Current;
            }
        }

        int place = ValueArena.Append(ref _arena, ref _arenaUsed, value);
        _valuesByHash.Add(hash, place);
        return place;
    }

    /// <summary>Begins conditions, which end with <see cref="AddConditionFilter"/>.</summary>
    /// <returns>Where they stand.</returns>
    public int BeginConditions(int types, int differences, bool hasFilter)
    {
        _conditions.AddRange([types, (differences << 1) | (hasFilter ? 1 : 0)]);
        return _conditions.Count - PostingFormat.ConditionsHead;
    }

    /// <summary>Adds an event type to the conditions.</summary>
    public void AddConditionType(ReadOnlySpan<byte> type)
    {
        int place = AddValue(type, out ulong hash);
        _conditions.AddRange([(int)(hash >> 32), place]);
    }

    /// <summary>Adds a difference to the conditions.</summary>
    public void AddConditionDifference(int attribute, ReadOnlySpan<byte> value)
    {
        int place = AddValue(value, out ulong hash);
        _conditions.AddRange([attribute, (int)(hash >> 32), place]);
    }

    /// <summary>Adds the filter to the conditions, if there is one.</summary>
    public void AddConditionFilter(ResidualFilter? filter)
    {
        if (filter is not null)
        {
            _conditions.Add(_filters.Count);
            _filters.Add(filter);
        }
    }

    /// <summary>Adds a subscription to a key.</summary>
    /// <param name="key">The number of the key.</param>
    /// <param name="subscription">The number of the subscription.</param>
    /// <param name="isRepeatable">Whether an event can reach it in several ways.</param>
    /// <param name="conditions">Where its conditions stand, or -1.</param>
    public void AddPosting(int key, int subscription, bool isRepeatable, int conditions)
    {
        ref BuiltKey built = ref CollectionsMarshal.AsSpan(_keys)[key];
        _postings.Add(new BuiltPosting(subscription, isRepeatable, conditions, built.LastPosting));
        built.LastPosting = _postings.Count - 1;
        built.Words = checked(built.Words + 1 + (conditions < 0 ? 0 : ConditionsAt(conditions).Length));
    }

    public Segment Build()
    {
        int[] keyCounts = new int[_templates];
        int words = PostingFormat.Padding;
        foreach (BuiltKey key in _keys)
        {
            keyCounts[key.Template]++;
            words = checked(words + key.ValueCount + 1 + (IsSingle(key) ? 0 : key.Words + PostingFormat.HeadSize - 1));
        }

        HashSlots[] tables = [.. keyCounts.Select(count => count == 0 ? default : new HashSlots(count))];
        int[] records = new int[words];
        int record = 0;
        foreach (BuiltKey key in _keys)
        {
            tables[key.Template].Add(key.Hash, record);
            record = Write(key, records, record);
        }

        return new Segment
        {
            Count = Count,
            Tables = tables,
            Records = records,
            Filters = [.. _filters],
            Arena = _arena[.._arenaUsed],
            Size = new BuilderSize(_keys.Count, _keyValues.Count, _postings.Count, _conditions.Count, _valuesByHash.Count),
        };
    }

    private bool IsSingle(in BuiltKey key) => key.Words == 1 && _postings[key.LastPosting].Kind == PostingKind.Plain;

    /// <summary>Writes the record of a key.</summary>
    /// <returns>The place behind it.</returns>
    private int Write(in BuiltKey key, int[] records, int record)
    {
        CollectionsMarshal.AsSpan(_keyValues).Slice(key.Values, key.ValueCount).CopyTo(records.AsSpan(record));
        record += key.ValueCount;
        if (IsSingle(key))
        {
            records[record] = ~_postings[key.LastPosting].Subscription;
            return record + 1;
        }

        _sorted.Clear();
        for (int i = key.LastPosting; i >= 0; i = _postings[i].Previous)
        {
            _sorted.Add((_postings[i].Kind, i));
        }

        // Those of one kind stand together, in the order in which they came.
        _sorted.Sort();
        records[record] = key.Words + PostingFormat.HeadSize - 1;
        Span<int> counts = records.AsSpan(record + 1, 2);
        record += PostingFormat.HeadSize;
        foreach ((PostingKind kind, int number) in _sorted)
        {
            BuiltPosting posting = _postings[number];
            if (kind != PostingKind.Conditional)
            {
                counts[(int)kind]++;
                records[record++] = posting.Subscription;
                continue;
            }

            records[record++] = (posting.Subscription << 1) | (posting.IsRepeatable ? 1 : 0);
            ReadOnlySpan<int> conditions = ConditionsAt(posting.Conditions);
            conditions.CopyTo(records.AsSpan(record));
            record += conditions.Length;
        }

        return record;
    }

    private ReadOnlySpan<int> ConditionsAt(int start)
    {
        ReadOnlySpan<int> words = CollectionsMarshal.AsSpan(_conditions)[start..];
        return words[..PostingFormat.SizeOfConditions(words[0], words[1])];
    }

    private int AddConditions(Conditions conditions)
    {
        int start = BeginConditions(conditions.Types.Length, conditions.Differences.Length, conditions.Filter is not null);
        foreach (byte[] type in conditions.Types)
        {
            AddConditionType(type);
        }

        foreach ((int attribute, byte[] key) in conditions.Differences)
        {
            AddConditionDifference(attribute, key);
        }

        AddConditionFilter(conditions.Filter);
        return start;
    }

    /// <summary>Finds the key of the values at the end of the list, and takes them off when it is known.</summary>
    private int FindOrAddKey(int template, ulong hash, int begin)
    {
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(_keyValues);
        ReadOnlySpan<int> values = all[begin..];
        for (HashGroups.Candidates keys = _keysByHash.Of(hash); keys.MoveNext();)
        {
            BuiltKey key = _keys[keys.Current];
            if (key.Template == template && all.Slice(key.Values, key.ValueCount).SequenceEqual(values))
            {
                _keyValues.RemoveRange(begin, values.Length);
                return keys.Current;
            }
        }

        _templates = Math.Max(_templates, template + 1);
        _keysByHash.Add(hash, _keys.Count);
        _keys.Add(new BuiltKey(template, hash, begin, values.Length));
        return _keys.Count - 1;
    }

    /// <summary>A key: its template, the hash of its values, and where in the list they stand.</summary>
    private record struct BuiltKey(int Template, ulong Hash, int Values, int ValueCount)
    {
        public int LastPosting { get; set; } = -1;

        /// <summary>Gets or sets the number of words of its postings.</summary>
        public int Words { get; set; }
    }

    /// <summary>A posting, where its conditions stand or -1, and the number of the posting before it of the same key or -1.</summary>
    private readonly record struct BuiltPosting(int Subscription, bool IsRepeatable, int Conditions, int Previous)
    {
        public PostingKind Kind => Conditions >= 0 ? PostingKind.Conditional : IsRepeatable ? PostingKind.Repeatable : PostingKind.Plain;
    }

    /// <summary>The kinds of postings, in the order in which they stand in a record.</summary>
    private enum PostingKind
    {
        Plain,
        Repeatable,
        Conditional,
    }
}
