using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>The subscriptions that an event reached already, of those that it can reach in several ways. Reused; not thread-safe.</summary>
internal sealed class RepeatSet
{
    private ulong[] _slots = new ulong[128];
    private ulong _generation;
    private int _count;

    /// <summary>Begins anew, without touching what is there.</summary>
    public void Begin()
    {
        _generation += 1UL << 32;
        _count = 0;
    }

    /// <summary>Adds a subscription.</summary>
    /// <returns>Whether it was not there yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(int subscription)
    {
        ulong entry = _generation | (uint)subscription;
        int mask = _slots.Length - 1;
        ref ulong first = ref MemoryMarshal.GetArrayDataReference(_slots);
        int place = (int)(((uint)subscription * 0x9E37_79B1) >> 16) & mask;
        ulong there;
        while ((there = Unsafe.Add(ref first, place)) >= _generation)
        {
            if (there == entry)
            {
                return false;
            }

            place = (place + 1) & mask;
        }

        Unsafe.Add(ref first, place) = entry;
        if (++_count * 2 > _slots.Length)
        {
            Grow();
        }

        return true;
    }

    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        _count = 0;
        foreach (ulong entry in old)
        {
            if (entry >= _generation)
            {
                Add((int)(uint)entry);
            }
        }
    }
}
