using System.Runtime.CompilerServices;

namespace ScimFilter.Runtime;

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
    private readonly long[] _sightings = new long[nodeCount];
    private long _instance;

    public int NodeCount => _sightings.Length;

    public long NextInstance() => ++_instance;

    /// <summary>Notes a name if it is the first of its object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySee(int node, long instance, bool exact)
    {
        ref long seen = ref _sightings[node];
        if (seen >> 1 == instance)
        {
            return false;
        }

        seen = (instance << 1) | (exact ? 1L : 0L);
        return true;
    }

    public Sighting See(int node, long instance, bool exact)
    {
        ref long seen = ref _sightings[node];
        if (seen >> 1 != instance)
        {
            seen = (instance << 1) | (exact ? 1L : 0L);
            return Sighting.First;
        }

        return exact && (seen & 1) == 0 ? Sighting.BetterSpelling : Sighting.Late;
    }
}
