using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Json.Slots;

/// <summary>Whether a name of a member was read before in the same object.</summary>
internal enum Sighting
{
    First,

    /// <summary>The name was read before, in the same or in the exact spelling: the first occurrence counts.</summary>
    Late,

    /// <summary>
    /// The name was read before in another spelling, and now in the exact one, which counts: what was read must be discarded.
    /// </summary>
    BetterSpelling,
}

/// <summary>
/// Records which names an object has. Each object has a number of its own, so nothing is cleared between objects or events.
/// </summary>
internal sealed class SeenNames(int nodeCount)
{
    private const long Exact = 1;

    // For each name the number of the last object that has it, which is even; the lowest bit says whether it was spelled exactly.
    private readonly long[] _sightings = new long[nodeCount];
    private long _instance;

    public int NodeCount => _sightings.Length;

    public long NextInstance() => _instance += 2;

    /// <summary>Records a name that is spelled exactly, unless its object has it already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySee(int node, long instance)
    {
        ref long seen = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sightings), node);
        if ((seen & ~Exact) == instance)
        {
            return false;
        }

        seen = instance | Exact;
        return true;
    }

    public Sighting See(int node, long instance, bool exact)
    {
        ref long seen = ref _sightings[node];
        if ((seen & ~Exact) != instance)
        {
            seen = instance | (exact ? Exact : 0);
            return Sighting.First;
        }

        return exact && (seen & Exact) == 0 ? Sighting.BetterSpelling : Sighting.Late;
    }
}
