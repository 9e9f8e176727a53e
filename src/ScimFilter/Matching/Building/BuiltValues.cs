using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>The values of a segment that is being built. Equal values share one place in the arena.</summary>
/// <param name="draft">Takes the bytes.</param>
/// <param name="hasher">The hasher of the index.</param>
internal sealed class BuiltValues(SegmentDraft draft, KeyHasher hasher)
{
    private readonly HashGroups _places = new();

    /// <summary>Gets a number that depends on the seed of the hasher, for tables that hash parts of values.</summary>
    public ulong Seed => hasher.Empty;

    /// <summary>Gets the number of distinct values.</summary>
    public int Count => _places.Count;

    /// <summary>Reserves memory for this many values.</summary>
    public void Reserve(int count) => _places.Reserve(count);

    /// <summary>Removes all values from the table. Their bytes stay in the arena.</summary>
    public void Clear() => _places.Clear();

    /// <summary>Prefetches the table slot of a value.</summary>
    public void Prefetch(ulong hash) => _places.Prefetch(hash);

    /// <summary>Prefetches the bytes of values that are there already.</summary>
    public void PrefetchBytes(ReadOnlySpan<(byte[] Value, ulong Hash)> values)
    {
        foreach ((_, ulong hash) in values)
        {
            HashGroups.Candidates known = _places.Of(hash);
            if (known.MoveNext())
            {
                draft.Values.Prefetch(known.Current);
            }
        }
    }

    /// <summary>Adds a value.</summary>
    /// <returns>Its place in the arena.</returns>
    public int Add(ReadOnlySpan<byte> value, out ulong hash)
    {
        hash = hasher.Hash(value);
        return Add(value, hash);
    }

    /// <summary>Adds values.</summary>
    /// <param name="values">The values and their hashes.</param>
    /// <param name="places">Takes their places, in the same order.</param>
    public void Add(ReadOnlySpan<(byte[] Value, ulong Hash)> values, List<int> places)
    {
        places.Clear();
        foreach ((byte[] value, ulong hash) in values)
        {
            places.Add(Add(value, hash));
        }
    }

    /// <summary>Makes a value known by another place that has the same bytes.</summary>
    public void Replace(int place, int other) => _places.Replace(hasher.Hash(draft.Values.Get(place)), place, other);

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
