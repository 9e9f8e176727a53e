using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Matching.Building;

/// <summary>The room that is left in a segment for further subscriptions, which are assumed to be like those that it has.</summary>
/// <param name="Subscriptions">How many it has.</param>
/// <param name="Size">What they have made the builder hold.</param>
/// <param name="Spare">For how many more there is to be room.</param>
internal readonly record struct SpareRoom(int Subscriptions, BuilderSize Size, int Spare)
{
    /// <summary>Of a rare template there may come a few more than its part.</summary>
    private const int LeastKeys = 64;

    /// <summary>The most chunks that a key gets, as each is twice as large as the one before.</summary>
    private const int ChunksPerKey = 8;

    /// <summary>The part of the words of chunks that stays free.</summary>
    private const double ChunkSlack = 0.5;

    /// <summary>Gives the room of a table: each is assumed to get its part of the keys, all of them new, and some chunks.</summary>
    /// <param name="keys">How many keys it has.</param>
    /// <param name="least">How many more it must have room for.</param>
    public int KeysOf(int keys, int least)
    {
        long chunks = Math.Min((long)keys * ChunksPerKey, (long)(PerSubscription(Size.Postings) * Spare) / GrowingRecords.LeastChunk);
        long added = (long)(PerSubscription(keys) * Spare) + Math.Min(Spare, LeastKeys) + chunks;
        return (int)Math.Min(Array.MaxLength / HashSlots.BucketSize, keys + Math.Max(least, added));
    }

    /// <summary>Gives the room of the records: the words of keys that are copied when postings are added, and those of what is added.</summary>
    /// <param name="words">How many words they have.</param>
    /// <param name="least">How many they must have room for.</param>
    public int WordsOf(int words, long least)
    {
        double added = PerSubscription(Size.CopiedWords) + (PerSubscription(words) * (1 + ChunkSlack));
        return (int)Math.Min(Array.MaxLength, Math.Max(least, words + (long)(Spare * added)));
    }

    private double PerSubscription(long count) => (double)count / Math.Max(1, Subscriptions);
}
