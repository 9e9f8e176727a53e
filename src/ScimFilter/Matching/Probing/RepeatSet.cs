using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Memory;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>Tells which subscriptions an event reached already, of those that it can reach in several ways. Reused; not thread-safe.</summary>
internal sealed class RepeatSet
{
    private const int SmallestSize = 128;

    private ulong[] _slots = new ulong[SmallestSize];
    private ulong _generation;

    /// <summary>Copies each of some subscriptions once.</summary>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="target">Takes them; there must be room for all.</param>
    /// <returns>How many there are.</returns>
    public int CopyDistinct(ReadOnlySpan<int> subscriptions, ref int target)
    {
        if (subscriptions.Length * 2 > _slots.Length)
        {
            _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)subscriptions.Length * 2)];
        }

        ulong generation = NextGeneration();
        int mask = _slots.Length - 1;
        ref ulong slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        nint count = 0;
        foreach (int subscription in subscriptions)
        {
            ulong entry = generation | (uint)subscription;
            int place = (int)(((uint)subscription * 0x9E37_79B9_7F4A_7C15) >> 32) & mask;
            ulong there;
            while ((there = Unsafe.Add(ref slots, place)) >= generation && there != entry)
            {
                place = (place + 1) & mask;
            }

            // Whether it is new is a coin toss, so it is written in any case.
            Unsafe.Add(ref slots, place) = entry;
            Unsafe.Add(ref target, count) = subscription;
            count += Branchless.OneIf(there != entry);
        }

        return (int)count;
    }

    /// <summary>Gives back its memory when that is much.</summary>
    public void Trim() => KeptMemory.Trim(ref _slots, SmallestSize);

    /// <summary>What is there of an earlier generation counts as empty.</summary>
    private ulong NextGeneration()
    {
        _generation += 1UL << 32;
        if (_generation == 0)
        {
            Array.Clear(_slots);
            _generation = 1UL << 32;
        }

        return _generation;
    }
}
