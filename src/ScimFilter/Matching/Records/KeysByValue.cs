using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The keys of one template of a segment, listed by each of their values. With them an event that has too many combinations of values
/// visits only the keys that share a value with it. One thread at a time adds keys while others read.
/// </summary>
/// <remarks>
/// A key is known by the first record it had. Values whose hashes have the same tag share a list, so a reader compares the values. An
/// element is written before the list that leads to it.
/// </remarks>
internal sealed class KeysByValue
{
    private readonly ListsOfAttribute[] _attributes;
    private readonly int[] _records;

    /// <summary>Creates lists without keys.</summary>
    /// <param name="attributes">The number of attributes of the template.</param>
    /// <param name="capacity">The largest number of keys.</param>
    public KeysByValue(int attributes, int capacity)
    {
        _attributes = [.. Enumerable.Range(0, attributes).Select(_ => new ListsOfAttribute(capacity))];
        _records = new int[capacity];
    }

    /// <summary>Gets the number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the largest number of keys.</summary>
    public int Capacity => _records.Length;

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => ((long)sizeof(int) * _records.Length) + _attributes.Sum(attribute => attribute.Bytes);

    /// <summary>Gets the records of the keys, in the order in which they were added.</summary>
    public ReadOnlySpan<int> Records => _records.AsSpan(0, Count);

    /// <summary>Gives the number of keys with a value.</summary>
    /// <param name="attribute">The place of the attribute in the template.</param>
    /// <param name="hash">The hash of the value.</param>
    public int CountOf(int attribute, ulong hash) => _attributes[attribute].CountOf(hash);

    /// <summary>Gives the first element of the list of a value, or -1.</summary>
    public int First(int attribute, ulong hash) => _attributes[attribute].First(hash);

    /// <summary>Gives the element behind another one, or -1.</summary>
    public int Next(int attribute, int element) => _attributes[attribute].Next(element);

    /// <summary>Gives the record of an element.</summary>
    public int RecordOf(int element) => _records[element];

    /// <summary>Adds a key. There must be capacity.</summary>
    public void Add(int record, Segment segment, KeyHasher hasher)
    {
        // Allocations come first: if one fails, no list has the key.
        foreach (ListsOfAttribute attribute in _attributes)
        {
            attribute.EnsureCapacity();
        }

        int element = Count;
        _records[element] = record;
        for (int i = 0; i < _attributes.Length; i++)
        {
            _attributes[i].Add(element, hasher.Hash(ValueArena.Get(segment.Arena, segment.Records[record + i])));
        }

        Count++;
    }

    /// <summary>The lists of one attribute.</summary>
    private sealed class ListsOfAttribute(int capacity)
    {
        private const int SmallestSize = 16;

        private readonly HashSlots _values = new(capacity);
        private readonly int[] _next = new int[capacity];

        /// <summary>By the number of a value: the newest element of its list, and the length of the list.</summary>
        private int[] _newest = new int[SmallestSize];
        private int[] _counts = new int[SmallestSize];
        private int _valueCount;

        public long Bytes => _values.Bytes + ((long)sizeof(int) * (_next.Length + _newest.Length + _counts.Length));

        public int CountOf(ulong hash) => ValueOf(hash) is >= 0 and var value ? Volatile.Read(ref _counts)[value] : 0;

        public int First(ulong hash) => ValueOf(hash) is >= 0 and var value ? Volatile.Read(ref Volatile.Read(ref _newest)[value]) : -1;

        public int Next(int element) => _next[element];

        /// <summary>Makes the arrays long enough for one more value.</summary>
        public void EnsureCapacity()
        {
            if (_valueCount == _newest.Length || _valueCount == _counts.Length)
            {
                Volatile.Write(ref _counts, Enlarged(_counts, _valueCount));
                Volatile.Write(ref _newest, Enlarged(_newest, _valueCount));
            }
        }

        public void Add(int element, ulong hash)
        {
            int value = ValueOf(hash);
            if (value >= 0)
            {
                _next[element] = _newest[value];
                _counts[value]++;
                Volatile.Write(ref _newest[value], element);
                return;
            }

            _next[element] = -1;
            _newest[_valueCount] = element;
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
