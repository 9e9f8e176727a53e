using System.Runtime.CompilerServices;

namespace ScimFilter.Matching;

/// <summary>
/// A hash table of numbers, filled once: each place holds the upper half of a hash and a number plus one. What has the hash is
/// for the caller to compare.
/// </summary>
internal readonly struct HashSlots
{
    private readonly ulong[] _slots;

    /// <summary>Makes room for so many numbers: at most two thirds of the places are taken.</summary>
    public HashSlots(int capacity) => _slots = new ulong[capacity + (capacity / 2) + 1];

    public int Bytes => (_slots?.Length ?? 0) * sizeof(ulong);

    public bool IsMissing => _slots is null;

    /// <summary>Gives the place at which a hash would stand; places after it follow until an empty one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PlaceOf(ulong hash) => (int)(((hash & uint.MaxValue) * (ulong)_slots.Length) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong At(int place) => _slots[place];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int place) => place + 1 == _slots.Length ? 0 : place + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasTag(ulong slot, ulong hash) => (slot ^ hash) >> 32 == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NumberIn(ulong slot) => (int)(uint)slot - 1;

    public void Add(ulong hash, int number)
    {
        int place = PlaceOf(hash);
        while (_slots[place] != 0)
        {
            place = Next(place);
        }

        _slots[place] = (hash & ~(ulong)uint.MaxValue) | ((uint)number + 1);
    }

    /// <summary>Gives all numbers.</summary>
    public IEnumerable<int> Numbers() => (_slots ?? []).Where(slot => slot != 0).Select(NumberIn);
}
