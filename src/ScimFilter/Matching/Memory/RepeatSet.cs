using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Memory;

/// <summary>
/// Removes duplicates among the subscriptions that one event can reach by several entries. Reused from event to event; not thread-safe.
/// </summary>
internal sealed class RepeatSet
{
    private const int SmallestSize = 128;

    /// <summary>
    /// A slot has a generation in its upper half and a number in the lower one. Slots of earlier generations count as empty.
    /// </summary>
    private ulong[] _slots = new ulong[SmallestSize];
    private ulong _generation;

    /// <summary>Copies numbers without duplicates.</summary>
    /// <param name="subscriptions">The numbers.</param>
    /// <param name="target">Takes them; must have capacity for all.</param>
    /// <returns>How many were copied.</returns>
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

            // Written in any case and counted if new: a branch would be mispredicted often.
            Unsafe.Add(ref slots, place) = entry;
            Unsafe.Add(ref target, count) = subscription;
            count += Branchless.OneIf(there != entry);
        }

        return (int)count;
    }

    /// <summary>Frees a large array.</summary>
    public void Trim() => KeptMemory.Trim(ref _slots, SmallestSize);

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
