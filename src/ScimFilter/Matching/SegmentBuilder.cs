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
    private byte[] _arena = new byte[256];
    private int _arenaUsed;
    private int _templates;

    /// <summary>Gets the number of subscriptions so far.</summary>
    public int Count { get; private set; }

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

    /// <summary>Adds a word to the conditions.</summary>
    /// <returns>Its place.</returns>
    public int AddCondition(int word)
    {
        _conditions.Add(word);
        return _conditions.Count - 1;
    }

    /// <summary>Adds a value to the conditions: half of its hash, and its place.</summary>
    public void AddConditionValue(ReadOnlySpan<byte> value)
    {
        int place = AddValue(value, out ulong hash);
        _conditions.Add((int)(hash >> 32));
        _conditions.Add(place);
    }

    /// <summary>Adds a filter to the conditions, as the last of them.</summary>
    public void AddConditionFilter(ResidualFilter? filter)
    {
        _conditions.Add(filter is null ? PostingFormat.NoFilter : _filters.Count);
        if (filter is not null)
        {
            _filters.Add(filter);
        }
    }

    /// <summary>Adds a subscription to a key.</summary>
    /// <param name="key">The number of the key.</param>
    /// <param name="subscription">The number of the subscription.</param>
    /// <param name="isRepeatable">Whether an event can reach it in several ways.</param>
    /// <param name="conditions">The place of its conditions, or -1.</param>
    public void AddPosting(int key, int subscription, bool isRepeatable, int conditions)
    {
        ref BuiltKey built = ref CollectionsMarshal.AsSpan(_keys)[key];
        int posting = (subscription << PostingFormat.FlagBits)
            | (isRepeatable ? PostingFormat.IsRepeatable : 0) | (conditions < 0 ? 0 : PostingFormat.HasConditions);
        _postings.Add(new BuiltPosting(posting, conditions, built.LastPosting));
        built.LastPosting = _postings.Count - 1;
        built.Words += conditions < 0 ? 1 : 2;
    }

    public Segment Build()
    {
        int[] keyCounts = new int[_templates];
        int words = 0;
        foreach (BuiltKey key in _keys)
        {
            keyCounts[key.Template]++;
            words = checked(words + key.ValueCount + 1 + (key.Words == 1 ? 0 : key.Words));
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
            Conditions = [.. _conditions],
            Filters = [.. _filters],
            Arena = _arena[.._arenaUsed],
        };
    }

    /// <summary>Writes the record of a key; the postings last added come last.</summary>
    private int Write(BuiltKey key, int[] records, int record)
    {
        CollectionsMarshal.AsSpan(_keyValues).Slice(key.Values, key.ValueCount).CopyTo(records.AsSpan(record));
        record += key.ValueCount;
        BuiltPosting posting = _postings[key.LastPosting];
        if (key.Words == 1)
        {
            records[record] = ~posting.Posting;
            return record + 1;
        }

        records[record++] = key.Words;
        int end = record + key.Words;
        for (int at = end; ; posting = _postings[posting.Previous])
        {
            if (posting.Conditions >= 0)
            {
                records[--at] = posting.Conditions;
            }

            records[--at] = posting.Posting;
            if (posting.Previous < 0)
            {
                return end;
            }
        }
    }

    private int AddConditions(Conditions conditions)
    {
        int place = AddCondition(conditions.Types.Length);
        foreach (byte[] type in conditions.Types)
        {
            AddConditionValue(type);
        }

        AddCondition(conditions.Differences.Length);
        foreach ((int attribute, byte[] key) in conditions.Differences)
        {
            AddCondition(attribute);
            AddConditionValue(key);
        }

        AddConditionFilter(conditions.Filter);
        return place;
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

    /// <summary>A posting, the place of its conditions or -1, and the number of the posting before it of the same key or -1.</summary>
    private readonly record struct BuiltPosting(int Posting, int Conditions, int Previous);
}
