using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// The values of an event's multi-valued attributes behind the first one, with a hash table over all of them: whether an attribute has a
/// value costs one look-up, however many it has. Reused from event to event; not thread-safe.
/// </summary>
/// <remarks>The table is cleared after each event with several values: 32 kB at most, as more memory is given back.</remarks>
internal sealed class FurtherValues
{
    /// <summary>The memory of more values than this is given back when they are cleared.</summary>
    private const int MostKept = 1 << 12;

    private const int Smallest = 16;

    private KeyValue[] _values = new KeyValue[Smallest];
    private int[] _attributes = new int[Smallest];

    /// <summary>Numbers of values, by their hash; zero where there is none. At least twice as long as there are values.</summary>
    private int[] _table = new int[Smallest * 2];

    public int Count { get; private set; }

    /// <summary>Gives a value by the number that <see cref="Add"/> gave it.</summary>
    public ref readonly KeyValue At(int number) => ref _values[number - 1];

    public void Clear()
    {
        if (Count == 0)
        {
            return;
        }

        Count = 0;
        if (_values.Length > MostKept)
        {
            _values = new KeyValue[Smallest];
            _attributes = new int[Smallest];
            _table = new int[Smallest * 2];
            return;
        }

        Array.Clear(_table);
    }

    /// <summary>Adds a value that is not there.</summary>
    /// <returns>Its number, which is at least one.</returns>
    public int Add(int attribute, in KeyValue value)
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
    /// <returns>Its number; zero when the attribute does not have it, or has it as its first value.</returns>
    public int Find(int attribute, ulong hash, ReadOnlySpan<byte> text, EventText source)
    {
        int mask = _table.Length - 1;
        for (int place = PlaceOf(attribute, hash) & mask; _table[place] != 0; place = (place + 1) & mask)
        {
            int number = _table[place];
            ref readonly KeyValue value = ref At(number);
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

    /// <summary>Two attributes may have the same values, which are not to stand side by side.</summary>
    private static int PlaceOf(int attribute, ulong hash) => (int)((hash >> 32) + ((ulong)attribute * 0x9E37_79B9));
}
