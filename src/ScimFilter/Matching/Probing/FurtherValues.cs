using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// The further values of an event's multi-valued attributes, in one hash table: whether an attribute has a value costs one look-up, however
/// many it has. Reused from event to event; not thread-safe.
/// </summary>
/// <remarks>
/// The table is cleared after each event with several values. A table of more than 32 KB is replaced by a small one instead.
/// </remarks>
internal sealed class FurtherValues
{
    private const int Smallest = 16;

    private EventValue[] _values = new EventValue[Smallest];
    private int[] _attributes = new int[Smallest];

    /// <summary>The numbers of values by their hash; zero for an empty slot. At most half full.</summary>
    private int[] _table = new int[Smallest * 2];

    public int Count { get; private set; }

    /// <summary>Gives a value by its number.</summary>
    public ref readonly EventValue At(int number) => ref _values[number - 1];

    /// <summary>Removes all values, and frees large arrays.</summary>
    public void Clear()
    {
        if (Count == 0)
        {
            return;
        }

        Count = 0;
        if (_values.Length > Thresholds.MaxKeptItems)
        {
            _values = new EventValue[Smallest];
            _attributes = new int[Smallest];
            _table = new int[Smallest * 2];
            return;
        }

        Array.Clear(_table);
    }

    /// <summary>Adds a value that <see cref="Find"/> does not find.</summary>
    /// <returns>Its number, which is at least one.</returns>
    public int Add(int attribute, in EventValue value)
    {
        if (Count == _values.Length)
        {
            Grow();
        }

        _values[Count] = value;
        _attributes[Count] = attribute;
        Count++;
        Enter(Count);
        return Count;
    }

    /// <summary>Finds a value of an attribute.</summary>
    /// <returns>Its number; zero when it is not among the further values.</returns>
    public int Find(int attribute, ulong hash, ReadOnlySpan<byte> text, EventText source)
    {
        int mask = _table.Length - 1;
        for (int place = PlaceOf(attribute, hash) & mask; _table[place] != 0; place = (place + 1) & mask)
        {
            int number = _table[place];
            ref readonly EventValue value = ref At(number);
            if (value.Hash == hash && _attributes[number - 1] == attribute && source.Slice(value.Start, value.Length).SequenceEqual(text))
            {
                return number;
            }
        }

        return 0;
    }

    private void Grow()
    {
        Array.Resize(ref _values, _values.Length * 2);
        Array.Resize(ref _attributes, _values.Length);
        _table = new int[_values.Length * 2];
        for (int number = 1; number <= Count; number++)
        {
            Enter(number);
        }
    }

    private void Enter(int number)
    {
        int mask = _table.Length - 1;
        int place = PlaceOf(_attributes[number - 1], At(number).Hash) & mask;
        while (_table[place] != 0)
        {
            place = (place + 1) & mask;
        }

        _table[place] = number;
    }

    /// <summary>The attribute is part of the hash, so that equal values of two attributes do not collide.</summary>
    private static int PlaceOf(int attribute, ulong hash) => (int)((hash >> 32) + ((ulong)attribute * 0x9E37_79B9));
}
