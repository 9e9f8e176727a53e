using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>Gathers the entries of subscriptions by key, and makes a segment of them.</summary>
internal sealed class SegmentBuilder(KeyHasher hasher)
{
    /// <summary>The number of a residual that there is none.</summary>
    public const int NoResidual = int.MinValue;

    private readonly HashGroups _valuesByHash = new();
    private readonly HashGroups _keysByHash = new();
    private readonly List<int> _lists = [];
    private readonly List<BuiltKey> _keys = [];
    private readonly List<BuiltEntry> _entries = [];
    private readonly List<int> _typePlaces = [];
    private readonly HashSet<int> _types = [];
    private readonly List<int> _differences = [];
    private readonly List<ResidualFilter> _filters = [];
    private byte[] _arena = new byte[256];
    private int _arenaUsed;
    private int _templates;

    /// <summary>Gets the number of subscriptions so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next subscription.</summary>
    public void Add(Entry[] entries, byte[][] types)
    {
        int subscription = Count++;
        int[] typePlaces = types.Length == 0 ? [PostingFormat.AnyType] : [.. types.Select(type => AddType(type))];
        foreach (Entry entry in entries)
        {
            int[] values = new int[entry.Keys.Length];
            ulong hash = hasher.Begin(entry.Template.Index);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = AddValue(entry.Keys[i], out ulong valueHash);
                hash = hasher.Combine(hash, valueHash);
            }

            Add(entry.Template.Index, hash, values, typePlaces, subscription, isRepeatable: entries.Length > 1, AddResidual(entry.Residual));
        }
    }

    /// <summary>Takes the place of the next subscription, whose entries follow.</summary>
    public int AddSubscription() => Count++;

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

    public int AddType(ReadOnlySpan<byte> type)
    {
        int place = AddValue(type, out _);
        if (_types.Add(place))
        {
            _typePlaces.Add(place);
        }

        return place;
    }

    public int AddFilter(ResidualFilter filter)
    {
        _filters.Add(filter);
        return ~(_filters.Count - 1);
    }

    /// <summary>Begins a residual of so many values that must differ; <see cref="AddDifference"/> follows for each.</summary>
    public int BeginDifferences(int count)
    {
        _differences.Add(count);
        return _differences.Count - 1;
    }

    public void AddDifference(int attribute, ReadOnlySpan<byte> value)
    {
        int place = AddValue(value, out ulong hash);
        _differences.AddRange([attribute, (int)(hash >> 32), place]);
    }

    /// <summary>Adds an entry to the key of some values.</summary>
    public void Add(int template, ulong hash, ReadOnlySpan<int> values, ReadOnlySpan<int> types, int subscription, bool isRepeatable, int residual)
    {
        int number = FindOrAddKey(template, hash, values);
        ref BuiltKey key = ref CollectionsMarshal.AsSpan(_keys)[number];
        int posting = (subscription << PostingFormat.FlagBits)
            | (isRepeatable ? PostingFormat.IsRepeatable : 0) | (residual == NoResidual ? 0 : PostingFormat.HasResidual);
        _entries.Add(new BuiltEntry(posting, residual, AddList(types), types.Length, key.LastEntry));
        key.LastEntry = _entries.Count - 1;
        key.EntryCount++;
    }

    public Segment Build()
    {
        var records = new RecordWriter(_lists, _entries);
        int[] keyCounts = new int[_templates];
        _keys.ForEach(key => keyCounts[key.Template]++);
        HashSlots[] tables = [.. keyCounts.Select(count => count == 0 ? default : new HashSlots(count))];
        foreach (BuiltKey key in _keys)
        {
            tables[key.Template].Add(key.Hash, records.Write(key));
        }

        var types = new HashSlots(_typePlaces.Count);
        foreach (int place in _typePlaces)
        {
            types.Add(hasher.Hash(ValueArena.Get(_arena, place)), place);
        }

        return new Segment
        {
            Count = Count,
            Tables = tables,
            Types = types,
            Words = [.. records.Words],
            Arena = _arena[.._arenaUsed],
            Differences = [.. _differences],
            Filters = [.. _filters],
        };
    }

    private int AddResidual(Residual? residual)
    {
        switch (residual)
        {
            case DifferentValues different:
                int number = BeginDifferences(different.Values.Length);
                foreach ((int attribute, byte[] key) in different.Values)
                {
                    AddDifference(attribute, key);
                }

                return number;
            case ResidualFilter filter:
                return AddFilter(filter);
            default:
                return NoResidual;
        }
    }

    private int AddList(ReadOnlySpan<int> list)
    {
        _lists.AddRange(list);
        return _lists.Count - list.Length;
    }

    private int FindOrAddKey(int template, ulong hash, ReadOnlySpan<int> values)
    {
        for (HashGroups.Candidates keys = _keysByHash.Of(hash); keys.MoveNext();)
        {
            BuiltKey key = _keys[keys.Current];
            if (key.Template == template && CollectionsMarshal.AsSpan(_lists).Slice(key.Values, key.ValueCount).SequenceEqual(values))
            {
                return keys.Current;
            }
        }

        _templates = Math.Max(_templates, template + 1);
        _keysByHash.Add(hash, _keys.Count);
        _keys.Add(new BuiltKey(template, hash, AddList(values), values.Length));
        return _keys.Count - 1;
    }
}
