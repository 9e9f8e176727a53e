using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The tables of a growing segment, by the number of their template. See <see cref="GrowingRecords"/>.</summary>
internal sealed class GrowingTables
{
    private int[] _keyCounts;
    private int[] _valueCounts;
    private int[] _newKeys = [];
    private int[] _appendedCounts = [];

    /// <summary>Creates an object without tables.</summary>
    public GrowingTables() => (All, _keyCounts, _valueCounts) = ([], [], []);

    /// <summary>Continues the tables of a segment that have spare capacity.</summary>
    public GrowingTables(HashSlots[] tables, Template[] templates)
    {
        All = tables;
        _keyCounts = [.. tables.Select(table => table.Count())];
        _valueCounts = [.. templates.Take(tables.Length).Select(template => template.Attributes.Length)];
    }

    /// <summary>Gets the tables. Readers share the slots; a change of the array itself makes a new one.</summary>
    public HashSlots[] All { get; private set; }

    /// <summary>Gets the first records of appended keys, see <see cref="Segment.AppendedKeys"/>. Readers share the inner arrays.</summary>
    public int[][] AppendedKeys { get; private set; } = [];

    /// <summary>Gets a value indicating whether a table runs out of capacity.</summary>
    public bool IsRunningOut
    {
        get
        {
            bool isRunningOut = false;
            for (int i = 0; i < All.Length; i++)
            {
                isRunningOut |= !All[i].IsMissing && All[i].Capacity - _keyCounts[i] < All[i].Capacity / Thresholds.RunningOutShare;
            }

            return isRunningOut;
        }
    }

    /// <summary>Prefetches the buckets of keys.</summary>
    /// <param name="entries">Entries with these keys.</param>
    /// <param name="hashes">The hashes of the keys.</param>
    public void Prefetch(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            HashSlots table = TableOf(entries[i].Template);
            if (!table.IsMissing)
            {
                table.Prefetch(table.BucketOf(hashes[i]));
            }
        }
    }

    /// <summary>Prefetches the records of keys.</summary>
    /// <param name="entries">Entries with these keys.</param>
    /// <param name="hashes">The hashes of the keys.</param>
    /// <param name="records">The words of all records.</param>
    public void PrefetchRecords(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes, int[] records)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            HashSlots table = TableOf(entries[i].Template);
            if (!table.IsMissing && table.Of(hashes[i]) is var known && known.MoveNext())
            {
                // Many records end on their second cache line. The padding behind the last record makes the second prefetch safe.
                Memory.Prefetch.Line(ref records[known.Current]);
                Memory.Prefetch.Line(ref records[known.Current + RecordFormat.Padding]);
            }
        }
    }

    /// <summary>Whether there is capacity for some keys if all of them were new. Creates missing tables.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="subscriptions">The number of subscriptions so far.</param>
    public bool HasCapacity(ReadOnlySpan<BuiltKey> keys, int subscriptions)
    {
        CountNew(keys);
        AddMissing(keys, subscriptions);
        bool hasCapacity = true;
        for (int i = 0; i < _newKeys.Length; i++)
        {
            hasCapacity &= _newKeys[i] == 0 || _keyCounts[i] + _newKeys[i] <= All[i].Capacity;
        }

        return hasCapacity;
    }

    /// <summary>Removes the tables of unused templates, and what is known of their keys.</summary>
    public void Remove(Template[] templates)
    {
        All = UnusedTables.Without(All, templates);
        for (int i = 0; i < All.Length; i++)
        {
            _keyCounts[i] = All[i].IsMissing ? 0 : _keyCounts[i];
        }

        AppendedKeys = UnusedTables.Without(AppendedKeys, templates);
        for (int i = 0; i < AppendedKeys.Length; i++)
        {
            _appendedCounts[i] = AppendedKeys[i].Length == 0 ? 0 : _appendedCounts[i];
        }
    }

    /// <summary>Adds the record of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="record">The record.</param>
    /// <param name="isNew">Whether the key has no other record.</param>
    public void Add(in BuiltKey key, int record, bool isNew)
    {
        if (isNew)
        {
            AddAppended(key.Template, record);
        }

        _keyCounts[key.Template]++;
        All[key.Template].Add(key.Hash, record);
    }

    /// <summary>
    /// Makes new tables, at least with capacity for the keys last passed to <see cref="HasCapacity"/>. Readers keep the old ones.
    /// </summary>
    /// <param name="capacity">The capacity.</param>
    /// <param name="records">The words of all records.</param>
    /// <param name="values">The bytes of their values.</param>
    /// <param name="hasher">The hasher of the index.</param>
    public void Reallocate(SpareCapacity capacity, int[] records, ValueArena values, KeyHasher hasher)
    {
        var tables = new HashSlots[All.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            if (!All[i].IsMissing)
            {
                tables[i] = new HashSlots(capacity.KeysOf(_keyCounts[i], i < _newKeys.Length ? _newKeys[i] : 0));
                Rehashing.Copy(All[i], tables[i], new HashSource(records, _valueCounts[i], values, hasher));
            }
        }

        All = tables;
    }

    private void AddAppended(int template, int record)
    {
        if (template >= AppendedKeys.Length)
        {
            int[][] keys = new int[All.Length][];
            Array.Fill(keys, []);
            AppendedKeys.CopyTo(keys, 0);
            Array.Resize(ref _appendedCounts, keys.Length);
            AppendedKeys = keys;
        }

        int count = _appendedCounts[template];
        if (count == AppendedKeys[template].Length)
        {
            // Readers keep the outer array with the shorter inner one.
            int[][] keys = [.. AppendedKeys];
            Array.Resize(ref keys[template], Math.Max(Thresholds.SmallestCapacity, count * 2));
            AppendedKeys = keys;
        }

        AppendedKeys[template][count] = record;
        _appendedCounts[template]++;
    }

    private HashSlots TableOf(Template template) => template.Index < All.Length ? All[template.Index] : default;

    private void CountNew(ReadOnlySpan<BuiltKey> keys)
    {
        Array.Clear(_newKeys);
        foreach (ref readonly BuiltKey key in keys)
        {
            if (key.Template >= _newKeys.Length)
            {
                Array.Resize(ref _newKeys, key.Template + 1);
            }

            // A hot key gets at most one chunk for each kind.
            _newKeys[key.Template] += key.Kinds;
        }
    }

    /// <summary>Adds missing tables, in a new array: readers keep the old one.</summary>
    private void AddMissing(ReadOnlySpan<BuiltKey> keys, int subscriptions)
    {
        bool isMissing = false;
        for (int i = 0; i < _newKeys.Length; i++)
        {
            isMissing |= _newKeys[i] > 0 && (i >= All.Length || All[i].IsMissing);
        }

        if (!isMissing)
        {
            return;
        }

        var tables = new HashSlots[Math.Max(All.Length, _newKeys.Length)];
        All.CopyTo(tables, 0);
        int least = Math.Max(Thresholds.SmallestCapacity, subscriptions / Thresholds.SubscriptionsPerNewTableKey);
        for (int i = 0; i < _newKeys.Length; i++)
        {
            tables[i] = _newKeys[i] > 0 && tables[i].IsMissing ? new HashSlots(Math.Max(_newKeys[i], least)) : tables[i];
        }

        All = tables;
        Array.Resize(ref _keyCounts, tables.Length);
        Array.Resize(ref _valueCounts, tables.Length);
        foreach (ref readonly BuiltKey key in keys)
        {
            _valueCounts[key.Template] = key.ValueCount;
        }
    }

    /// <summary>Hashes keys by the records to which a table leads.</summary>
    /// <param name="words">The words of all records.</param>
    /// <param name="count">The number of values of a key.</param>
    /// <param name="values">The bytes of the values.</param>
    /// <param name="hasher">The hasher of the index.</param>
    private readonly struct HashSource(int[] words, int count, ValueArena values, KeyHasher hasher) : IHashSource
    {
        public ulong HashOf(int number)
        {
            ulong hash = hasher.Empty;
            foreach (int value in words.AsSpan(number, count))
            {
                hash = hasher.Combine(hash, hasher.Hash(values.Get(value)));
            }

            return hash;
        }
    }
}
