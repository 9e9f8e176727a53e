namespace ScimFilter.Matching;

/// <summary>
/// Some subscriptions of an index, with tables of their own: a hash table for each template, from the values of a key to those
/// who ask for it. Immutable and thread-safe, so readers need no lock; see <see cref="PostingFormat"/>.
/// </summary>
internal sealed class Segment
{
    /// <summary>Gets the number of subscriptions; they are numbered from zero.</summary>
    public required int Count { get; init; }

    /// <summary>Gets the tables by the number of their template; one that no subscription uses is missing.</summary>
    public required HashSlots[] Tables { get; init; }

    /// <summary>Gets the table of event types, by hash of their bytes.</summary>
    public required HashSlots Types { get; init; }

    /// <summary>Gets the records that the tables lead to.</summary>
    public required int[] Words { get; init; }

    /// <summary>Gets the bytes of all values.</summary>
    public required byte[] Arena { get; init; }

    /// <summary>Gets what must differ, for residuals from zero up: a count, then attribute, half of a hash and value for each.</summary>
    public required int[] Differences { get; init; }

    /// <summary>Gets the other residuals, numbered down from -1.</summary>
    public required ResidualFilter[] Filters { get; init; }

    /// <summary>Gets the memory that the segment takes in bytes, without keys and filters.</summary>
    public long Bytes => Tables.Sum(table => (long)table.Bytes) + Types.Bytes + (4L * (Words.Length + Differences.Length)) + Arena.Length;

    /// <summary>Gives the place of an event type, or a number that no type has.</summary>
    public int FindType(ReadOnlySpan<byte> type, ulong hash)
    {
        for (int place = Types.PlaceOf(hash); Types.At(place) is not 0 and var slot; place = Types.Next(place))
        {
            if (HashSlots.HasTag(slot, hash) && ValueArena.Get(Arena, HashSlots.NumberIn(slot)).SequenceEqual(type))
            {
                return HashSlots.NumberIn(slot);
            }
        }

        return int.MinValue;
    }
}
