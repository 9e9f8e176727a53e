using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Json.Slots;

/// <summary>How a member stands to the ones before it in the same object.</summary>
internal enum Sighting
{
    First,

    /// <summary>The name was seen already, as well spelled or better: the first occurrence wins.</summary>
    Late,

    /// <summary>The exact spelling after another one: the exact spelling wins, and what was read must be forgotten.</summary>
    BetterSpelling,
}

/// <summary>Which names an object has shown, without anything to clear between objects or events: each object has its own number.</summary>
internal sealed class SeenNames(int nodeCount)
{
    private const long Exact = 1;

    // For each name the object that showed it last, whose number is even, and whether it was spelled exactly.
    private readonly long[] _sightings = new long[nodeCount];
    private long _instance;

    public int NodeCount => _sightings.Length;

    public long NextInstance() => _instance += 2;

    /// <summary>Notes a name, exactly spelled, if it is the first of its object.</summary>
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
