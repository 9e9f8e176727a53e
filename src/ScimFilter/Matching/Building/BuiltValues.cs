using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>The values of a segment in the making, each of which is kept once.</summary>
/// <param name="draft">Has their bytes.</param>
/// <param name="hasher">The hashes of the index.</param>
internal sealed class BuiltValues(SegmentDraft draft, KeyHasher hasher)
{
    private readonly HashGroups _places = new();

    public int Count => _places.Count;

    /// <summary>Makes room for so many values.</summary>
    public void Reserve(int count) => _places.Reserve(count);

    /// <summary>Forgets all of them.</summary>
    public void Clear() => _places.Clear();

    /// <summary>Prefetches the memory that tells whether there is a value.</summary>
    public void Ask(ulong hash) => _places.Ask(hash);

    /// <summary>Adds a value.</summary>
    /// <returns>Its place.</returns>
    public int Add(ReadOnlySpan<byte> value, out ulong hash)
    {
        hash = hasher.Hash(value);
        return Add(value, hash);
    }

    /// <summary>Prefetches the memory of values that may be present.</summary>
    public void AskBytes(ReadOnlySpan<(byte[] Value, ulong Hash)> values)
    {
        foreach ((_, ulong hash) in values)
        {
            HashGroups.Candidates known = _places.Of(hash);
            if (known.MoveNext())
            {
                draft.Values.Ask(known.Current);
            }
        }
    }

    /// <summary>Adds values.</summary>
    /// <param name="values">The values and their hashes.</param>
    /// <param name="places">Takes their places.</param>
    public void Add(ReadOnlySpan<(byte[] Value, ulong Hash)> values, List<int> places)
    {
        places.Clear();
        foreach ((byte[] value, ulong hash) in values)
        {
            places.Add(Add(value, hash));
        }
    }

    /// <summary>Has a value found at another place, where the same bytes are.</summary>
    public void Join(int place, int other) => _places.Replace(hasher.Hash(draft.Values.Get(place)), place, other);

    private int Add(ReadOnlySpan<byte> value, ulong hash)
    {
        for (HashGroups.Candidates known = _places.Of(hash); known.MoveNext();)
        {
            if (draft.Values.Get(known.Current).SequenceEqual(value))
            {
                return known.Current;
            }
        }

        int place = draft.Values.Append(value);
        _places.Add(hash, place);
        return place;
    }
}
