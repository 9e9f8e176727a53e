using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The keys of one template of a segment, listed by each of their values: for an event that has so many combinations of values that
/// neither they nor all keys can be gone through. One thread at a time may add keys, while others read.
/// </summary>
/// <remarks>
/// An entry stands for a key by the record that it had first. Values whose hashes have the same start share a list, so whoever reads it
/// compares the values. An entry is written before the list that leads to it.
/// </remarks>
internal sealed class KeysByValue
{
    private readonly ListsOfAttribute[] _attributes;
    private readonly int[] _records;

    /// <summary>Begins without keys.</summary>
    /// <param name="attributes">The number of attributes of the template.</param>
    /// <param name="capacity">The number of keys that there is room for.</param>
    public KeysByValue(int attributes, int capacity)
    {
        _attributes = [.. Enumerable.Range(0, attributes).Select(_ => new ListsOfAttribute(capacity))];
        _records = new int[capacity];
    }

    /// <summary>Gets the number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the number of keys that there is room for.</summary>
    public int Capacity => _records.Length;

    public long Bytes => ((long)sizeof(int) * _records.Length) + _attributes.Sum(attribute => attribute.Bytes);

    /// <summary>Gets the records of the keys, in the order in which they were added.</summary>
    public ReadOnlySpan<int> Records => _records.AsSpan(0, Count);

    /// <summary>Gives the number of keys with a value.</summary>
    /// <param name="attribute">The place of the attribute in the template.</param>
    /// <param name="hash">The hash of the value.</param>
    public int CountOf(int attribute, ulong hash) => _attributes[attribute].CountOf(hash);

    /// <summary>Gives the first entry with a value, or -1.</summary>
    public int First(int attribute, ulong hash) => _attributes[attribute].First(hash);

    /// <summary>Gives the entry behind another one with the same value, or -1.</summary>
    public int Next(int attribute, int entry) => _attributes[attribute].Next(entry);

    public int RecordOf(int entry) => _records[entry];

    /// <summary>Adds a key. There must be room.</summary>
    public void Add(int record, Segment segment, KeyHasher hasher)
    {
        // What may fail comes first, so that no list has an entry that does not count.
        foreach (ListsOfAttribute attribute in _attributes)
        {
            attribute.MakeRoom();
        }

        int entry = Count;
        _records[entry] = record;
        for (int i = 0; i < _attributes.Length; i++)
        {
            _attributes[i].Add(entry, hasher.Hash(ValueArena.Get(segment.Arena, segment.Records[record + i])));
        }

        Count++;
    }

    /// <summary>The lists of one attribute.</summary>
    private sealed class ListsOfAttribute(int capacity)
    {
        private readonly HashSlots _values = new(capacity);
        private readonly int[] _next = new int[capacity];

        /// <summary>By the number of a value: its newest entry, and how many it has.</summary>
        private int[] _newest = new int[16];
        private int[] _counts = new int[16];
        private int _valueCount;

        public long Bytes => _values.Bytes + ((long)sizeof(int) * (_next.Length + _newest.Length + _counts.Length));

        public int CountOf(ulong hash) => ValueOf(hash) is >= 0 and var value ? Volatile.Read(ref _counts)[value] : 0;

        public int First(ulong hash) => ValueOf(hash) is >= 0 and var value ? Volatile.Read(ref Volatile.Read(ref _newest)[value]) : -1;

        public int Next(int entry) => _next[entry];

        /// <summary>Makes room for one more value.</summary>
        public void MakeRoom()
        {
            if (_valueCount == _newest.Length || _valueCount == _counts.Length)
            {
                Volatile.Write(ref _counts, Enlarged(_counts, _valueCount));
                Volatile.Write(ref _newest, Enlarged(_newest, _valueCount));
            }
        }

        public void Add(int entry, ulong hash)
        {
            int value = ValueOf(hash);
            if (value >= 0)
            {
                _next[entry] = _newest[value];
                _counts[value]++;
                Volatile.Write(ref _newest[value], entry);
                return;
            }

            _next[entry] = -1;
            _newest[_valueCount] = entry;
            _counts[_valueCount] = 1;
            _values.Add(hash, _valueCount++);
        }

        private int ValueOf(ulong hash)
        {
            HashSlots.Candidates values = _values.Of(hash);
            return values.MoveNext() ? values.Current : -1;
        }

        private static int[] Enlarged(int[] numbers, int count)
        {
            int[] larger = new int[count * 2];
            numbers.AsSpan(0, count).CopyTo(larger);
            return larger;
        }
    }
}
