using System.Numerics;

namespace ScimFilter.Matching.Tables;

/// <summary>
/// A growing hash table from hashes to numbers, for building segments: open addressing with linear probing, at most half full. Several
/// numbers may have one hash; the caller compares what they stand for. Used by one thread at a time.
/// </summary>
internal sealed class HashGroups
{
    private const int SmallestSize = 64;
    private const int LargestKept = 1 << 14;

    /// <summary>A table with more slots than this per number is replaced by a small one instead of cleared.</summary>
    private const int MaxClearedSlots = 16;

    /// <summary>A number is stored plus one: zero is an empty slot.</summary>
    private (ulong Hash, int Number)[] _slots = new (ulong, int)[SmallestSize];

    /// <summary>Gets the number of numbers.</summary>
    public int Count { get; private set; }

    /// <summary>Makes an empty table large enough for this many numbers.</summary>
    public void Reserve(int count)
    {
        if (Count == 0 && count > _slots.Length / 2)
        {
            _slots = new (ulong, int)[BitOperations.RoundUpToPowerOf2((uint)count * 2)];
        }
    }

    /// <summary>Removes all numbers, and frees a large array.</summary>
    public void Clear()
    {
        bool isMostlyEmpty = _slots.Length > Math.Max(SmallestSize, Count * MaxClearedSlots);
        Count = 0;
        if (_slots.Length > LargestKept || isMostlyEmpty)
        {
            _slots = new (ulong, int)[SmallestSize];
        }
        else
        {
            Array.Clear(_slots);
        }
    }

    /// <summary>Prefetches the slot of a hash.</summary>
    public void Prefetch(ulong hash) => Memory.Prefetch.Line(ref _slots[(int)(hash & (uint)(_slots.Length - 1))]);

    /// <summary>Enumerates the numbers with a hash.</summary>
    public Candidates Of(ulong hash) => new(_slots, hash);

    /// <summary>Adds a number.</summary>
    public void Add(ulong hash, int number)
    {
        if (++Count * 2 > _slots.Length)
        {
            (ulong Hash, int Number)[] old = _slots;
            _slots = new (ulong, int)[old.Length * 2];
            foreach ((ulong Hash, int Number) slot in old)
            {
                if (slot.Number != 0)
                {
                    Place(slot.Hash, slot.Number);
                }
            }
        }

        Place(hash, number + 1);
    }

    /// <summary>Replaces a number by another one with the same hash, if the table has it.</summary>
    public void Replace(ulong hash, int number, int other)
    {
        for (int place = (int)(hash & (uint)(_slots.Length - 1)); _slots[place].Number != 0; place = (place + 1) & (_slots.Length - 1))
        {
            if (_slots[place] == (hash, number + 1))
            {
                _slots[place].Number = other + 1;
                return;
            }
        }
    }

    private void Place(ulong hash, int number)
    {
        int place = (int)(hash & (uint)(_slots.Length - 1));
        while (_slots[place].Number != 0)
        {
            place = (place + 1) & (_slots.Length - 1);
        }

        _slots[place] = (hash, number);
    }

    /// <summary>Enumerates the numbers with a hash.</summary>
    public ref struct Candidates((ulong Hash, int Number)[] slots, ulong hash)
    {
        private int _place = (int)(hash & (uint)(slots.Length - 1)) - 1;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                _place = (_place + 1) & (slots.Length - 1);
                if (slots[_place].Number == 0)
                {
                    return false;
                }

                if (slots[_place].Hash == hash)
                {
                    Current = slots[_place].Number - 1;
                    return true;
                }
            }
        }
    }
}
