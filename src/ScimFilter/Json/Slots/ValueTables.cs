using System.Numerics;

namespace ScimFilter.Json.Slots;

/// <summary>
/// Hash tables of the values of multi-valued attributes of one event. Without them, evaluating <c>eq</c> for many filters costs the number
/// of filters times the number of values. A table is made once comparisons with the values of its attribute have cost as much as making it
/// does, so an event costs at most about twice as much as with the cheaper of both ways. Reused from event to event; not thread-safe.
/// </summary>
/// <remarks>
/// A table finds the values that have a hash. The test of the filter then compares them. Equal values of an attribute share one chain, and
/// the test succeeds at the first of them. Hashes are seeded for each process, so that no event can be made whose values collide.
/// </remarks>
internal sealed class ValueTables
{
    /// <summary>Up to this many values behind the first one are always compared one by one.</summary>
    public const int FewValues = 16;

    /// <summary>Adding a value to a table takes about as long as this many comparisons.</summary>
    private const int ComparisonsPerValue = 8;

    private const int FormCount = (int)ValueForm.Boolean + 1;

    /// <summary>By slot and form. Those of earlier events have another event number, and count as missing.</summary>
    private State[] _states = [];
    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _bucketCount;
    private int _entryCount;
    private int _event = 1;
    private bool _isUsed;

    /// <summary>Drops the tables of the last event.</summary>
    public void Clear()
    {
        if (!_isUsed)
        {
            return;
        }

        (_isUsed, _bucketCount, _entryCount) = (false, 0, 0);
        if (++_event == 0)
        {
            Array.Clear(_states);
            _event = 1;
        }
    }

    /// <summary>Drops the tables, and frees the memory that a large event left.</summary>
    public void Trim()
    {
        Clear();
        KeptMemory.Trim(ref _states, 0);
        KeptMemory.Trim(ref _buckets, 0);
        KeptMemory.Trim(ref _entries, 0);
    }

    /// <summary>Gets the table of an attribute, if one was made.</summary>
    public bool TryGet(int slot, ValueForm form, out ValueTable table)
    {
        int place = PlaceOf(slot, form);
        if (_bucketCount == 0 || place >= _states.Length || _states[place].Event != _event || !_states[place].IsMade)
        {
            table = default;
            return false;
        }

        table = _states[place].Table;
        return true;
    }

    /// <summary>Counts comparisons with the values of an attribute that has no table, and makes one when it pays.</summary>
    /// <param name="slots">The event.</param>
    /// <param name="slot">The attribute.</param>
    /// <param name="comparisons">The number of values behind the first one with which a literal was compared.</param>
    /// <typeparam name="TKey">How the values are hashed.</typeparam>
    public void Note<TKey>(EventSlots slots, int slot, int comparisons)
        where TKey : IValueKey
    {
        _isUsed = true;
        int place = PlaceOf(slot, TKey.Form);
        if (place >= _states.Length)
        {
            Array.Resize(ref _states, Math.Max(place + 1, _states.Length * 2));
        }

        ref State state = ref _states[place];
        if (state.Event != _event)
        {
            state = new State { Event = _event, Table = new ValueTable(0, 0, CountBehindFirst(slots, slot)) };
        }

        state.Comparisons += comparisons;
        if (state.Comparisons >= (long)ComparisonsPerValue * state.Table.Count)
        {
            state.Table = Make<TKey>(slots, slot, state.Table.Count);
            state.IsMade = true;
        }
    }

    /// <summary>Gives the first entry with a hash; zero if none.</summary>
    public int First(in ValueTable table, int hash) => WithHash(_buckets[table.Start + (hash & table.Mask)], hash);

    /// <summary>Gives the entry behind another one with the same hash; zero at the end.</summary>
    public int Next(int entry) => WithHash(_entries[entry - 1].Next, _entries[entry - 1].Hash);

    /// <summary>Gives the value of an entry, for <see cref="EventSlots.GetMore"/>.</summary>
    public int ValueOf(int entry) => _entries[entry - 1].Value;

    private static int PlaceOf(int slot, ValueForm form) => (slot * FormCount) + (int)form;

    private static int CountBehindFirst(EventSlots slots, int slot)
    {
        int count = 0;
        for (int next = slots.Get(slot).Next; next != 0; next = slots.GetMore(next).Next)
        {
            count++;
        }

        return count;
    }

    private ValueTable Make<TKey>(EventSlots slots, int slot, int count)
        where TKey : IValueKey
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        var table = new ValueTable(_bucketCount, size - 1, count);
        Reserve(ref _buckets, _bucketCount, size);
        _buckets.AsSpan(_bucketCount, size).Clear();
        _bucketCount += size;
        Reserve(ref _entries, _entryCount, count);
        for (int next = slots.Get(slot).Next; next != 0;)
        {
            ref readonly Slot value = ref slots.GetMore(next);
            if (TKey.TryHash(value.Kind, slots.Text(value), out int hash))
            {
                ref int bucket = ref _buckets[table.Start + (hash & table.Mask)];
                _entries[_entryCount] = new Entry { Hash = hash, Next = bucket, Value = next };
                bucket = ++_entryCount;
            }

            next = value.Next;
        }

        return table;
    }

    private static void Reserve<T>(ref T[] items, int used, int more)
    {
        if (items.Length - used < more)
        {
            Array.Resize(ref items, Math.Max(items.Length * 2, checked(used + more)));
        }
    }

    private int WithHash(int entry, int hash)
    {
        while (entry != 0 && _entries[entry - 1].Hash != hash)
        {
            entry = _entries[entry - 1].Next;
        }

        return entry;
    }

    private struct State
    {
        public int Event;
        public bool IsMade;
        public long Comparisons;
        public ValueTable Table;
    }

    private struct Entry
    {
        public int Hash;
        public int Next;
        public int Value;
    }
}

/// <summary>One of the tables.</summary>
/// <param name="Start">Where its buckets begin.</param>
/// <param name="Mask">The number of its buckets, less one.</param>
/// <param name="Count">The number of values that the attribute has behind its first one.</param>
internal readonly record struct ValueTable(int Start, int Mask, int Count);
