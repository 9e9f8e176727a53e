using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The tables of a segment that grows, by the number of their template. See <see cref="GrowingRecords"/>.</summary>
internal sealed class GrowingTables
{
    /// <summary>The part of the room that is left when it is time for more.</summary>
    private const int RunningOut = 6;

    private const int Smallest = 16;

    /// <summary>The table of a new template has room for the keys of one subscription of so many.</summary>
    private const int NewShare = 8;

    private int[] _keyCounts;
    private int[] _valueCounts;
    private int[] _newKeys = [];
    private int[] _laterCounts = [];

    public GrowingTables() => (All, _keyCounts, _valueCounts) = ([], [], []);

    /// <summary>Goes on with the tables of a segment in which room was left.</summary>
    public GrowingTables(HashSlots[] tables, Template[] templates)
    {
        All = tables;
        _keyCounts = [.. tables.Select(table => table.Count())];
        _valueCounts = [.. templates.Take(tables.Length).Select(template => template.Attributes.Length)];
    }

    /// <summary>Gets the tables; what one has of them is shared.</summary>
    public HashSlots[] All { get; private set; }

    /// <summary>Gets, by template, the first records of keys in the order in which they were added; the arrays are shared, and zeros follow.</summary>
    public int[][] LaterKeys { get; private set; } = [];

    /// <summary>Gets a value indicating whether the room of one will soon be used up.</summary>
    public bool IsRunningOut
    {
        get
        {
            bool isRunningOut = false;
            for (int i = 0; i < All.Length; i++)
            {
                isRunningOut |= !All[i].IsMissing && All[i].Capacity - _keyCounts[i] < All[i].Capacity / RunningOut;
            }

            return isRunningOut;
        }
    }

    /// <summary>Asks for the memory of buckets.</summary>
    /// <param name="entries">The entries to be looked for soon.</param>
    /// <param name="hashes">The hashes of their keys.</param>
    public void Ask(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            HashSlots table = TableOf(entries[i].Template);
            if (!table.IsMissing)
            {
                table.Ask(table.BucketOf(hashes[i]));
            }
        }
    }

    /// <summary>Asks for the memory of the records to which buckets lead.</summary>
    /// <param name="entries">The entries to be looked for soon.</param>
    /// <param name="hashes">The hashes of their keys.</param>
    /// <param name="records">The records.</param>
    public void AskRecords(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes, int[] records)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            HashSlots table = TableOf(entries[i].Template);
            if (!table.IsMissing && table.Of(hashes[i]) is var known && known.MoveNext())
            {
                // Many records end on their second line; behind the last one there is room for as much.
                Prefetch.Line(ref records[known.Current]);
                Prefetch.Line(ref records[known.Current + PostingFormat.Padding]);
            }
        }
    }

    /// <summary>Whether there is room for some keys, whatever there is of them already. Tables that are missing are made.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="subscriptions">The number of subscriptions so far.</param>
    public bool HaveRoom(ReadOnlySpan<BuiltKey> keys, int subscriptions)
    {
        CountNew(keys);
        AddMissing(keys, subscriptions);
        bool haveRoom = true;
        for (int i = 0; i < _newKeys.Length; i++)
        {
            haveRoom &= _newKeys[i] == 0 || _keyCounts[i] + _newKeys[i] <= All[i].Capacity;
        }

        return haveRoom;
    }

    /// <summary>Takes out the tables of unused templates, and what is known of their keys.</summary>
    public void Remove(Template[] templates)
    {
        All = UnusedTables.Without(All, templates);
        for (int i = 0; i < All.Length; i++)
        {
            _keyCounts[i] = All[i].IsMissing ? 0 : _keyCounts[i];
        }

        LaterKeys = UnusedTables.Without(LaterKeys, templates);
        for (int i = 0; i < LaterKeys.Length; i++)
        {
            _laterCounts[i] = LaterKeys[i].Length == 0 ? 0 : _laterCounts[i];
        }
    }

    /// <summary>Adds the record of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="record">The record.</param>
    /// <param name="isNew">Whether the key has no other record.</param>
    /// <returns>Its slot.</returns>
    public int Add(in BuiltKey key, int record, bool isNew)
    {
        if (isNew)
        {
            AddLater(key.Template, record);
        }

        _keyCounts[key.Template]++;
        return All[key.Template].Add(key.Hash, record);
    }

    /// <summary>Makes room, at least for the keys at hand, in tables of which readers know nothing.</summary>
    /// <param name="room">How much room.</param>
    /// <param name="records">The records.</param>
    /// <param name="values">The bytes of their values.</param>
    /// <param name="hasher">The hashes of the index.</param>
    public void Enlarge(SpareRoom room, int[] records, ValueArena values, KeyHasher hasher)
    {
        var tables = new HashSlots[All.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            if (!All[i].IsMissing)
            {
                tables[i] = new HashSlots(room.KeysOf(_keyCounts[i], i < _newKeys.Length ? _newKeys[i] : 0));
                Rehashing.Move(All[i], tables[i], new KeysOfRecords(records, _valueCounts[i], values, hasher));
            }
        }

        All = tables;
    }

    private void AddLater(int template, int record)
    {
        if (template >= LaterKeys.Length)
        {
            int[][] keys = new int[All.Length][];
            Array.Fill(keys, []);
            LaterKeys.CopyTo(keys, 0);
            Array.Resize(ref _laterCounts, keys.Length);
            LaterKeys = keys;
        }

        int count = _laterCounts[template];
        if (count == LaterKeys[template].Length)
        {
            // Readers keep the outer array that leads to the smaller one.
            int[][] keys = [.. LaterKeys];
            Array.Resize(ref keys[template], Math.Max(Smallest, count * 2));
            LaterKeys = keys;
        }

        LaterKeys[template][count] = record;
        _laterCounts[template]++;
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

            // A key that has many postings gets a chunk for each kind at most.
            _newKeys[key.Template] += key.Kinds;
        }
    }

    /// <summary>Adds the tables that are missing; readers keep the array that lacks them.</summary>
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
        for (int i = 0; i < _newKeys.Length; i++)
        {
            tables[i] = _newKeys[i] > 0 && tables[i].IsMissing
                ? new HashSlots(Math.Max(_newKeys[i], Math.Max(Smallest, subscriptions / NewShare)))
                : tables[i];
        }

        All = tables;
        Array.Resize(ref _keyCounts, tables.Length);
        Array.Resize(ref _valueCounts, tables.Length);
        foreach (ref readonly BuiltKey key in keys)
        {
            _valueCounts[key.Template] = key.ValueCount;
        }
    }

    /// <summary>The keys of the records of one table.</summary>
    /// <param name="words">The records.</param>
    /// <param name="count">How many values a key has.</param>
    /// <param name="values">The bytes of the values.</param>
    /// <param name="hasher">The hashes of the index.</param>
    private readonly struct KeysOfRecords(int[] words, int count, ValueArena values, KeyHasher hasher) : IHashSource
    {
        public void Ask(int number) => Prefetch.Line(ref words[number]);

        public void AskFurther(int number)
        {
            foreach (int value in words.AsSpan(number, count))
            {
                values.Ask(value);
            }
        }

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
