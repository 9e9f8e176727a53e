using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Tables;

/// <summary>A hash table of numbers that grows, for building. What has the hash is for the caller to compare.</summary>
internal sealed class HashGroups
{
    private const int SmallestSize = 64;
    private const int LargestKept = 1 << 14;

    /// <summary>A table with more slots than this for each number is not worth clearing.</summary>
    private const int MostSpare = 16;

    private (ulong Hash, int Number)[] _slots = new (ulong, int)[SmallestSize];

    public int Count { get; private set; }

    /// <summary>Makes room for so many numbers.</summary>
    public void Reserve(int count)
    {
        if (Count == 0 && count > _slots.Length / 2)
        {
            _slots = new (ulong, int)[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2)];
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        bool isMostlyEmpty = _slots.Length > Math.Max(SmallestSize, Count * MostSpare);
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

    /// <summary>Asks for the memory of a hash.</summary>
    public void Ask(ulong hash) => Prefetch.Line(ref _slots[(int)(hash & (uint)(_slots.Length - 1))]);

    /// <summary>Gives the numbers with a hash, one after the other.</summary>
    public Candidates Of(ulong hash) => new(_slots, hash);

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

    /// <summary>Puts a number in the place of another one of the same hash, if that is there.</summary>
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
