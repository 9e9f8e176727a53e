using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>The capacity of a segment for further subscriptions, which are assumed to be like those that it has.</summary>
/// <param name="Subscriptions">The number of subscriptions it has.</param>
/// <param name="Size">How much a builder held for them.</param>
/// <param name="Spare">The number of further subscriptions.</param>
internal readonly record struct SpareCapacity(int Subscriptions, SegmentSize Size, int Spare)
{
    /// <summary>
    /// Gives the capacity of a table: each further subscription is assumed to bring its share of new keys, and some chunks.
    /// </summary>
    /// <param name="keys">The number of keys it has.</param>
    /// <param name="required">The number of further keys for which there must be capacity.</param>
    public int KeysOf(int keys, int required)
    {
        long postings = (long)(PerSubscription(Size.Postings) * Spare);
        long chunks = Math.Min((long)keys * Thresholds.ChunksPerKey, postings / Thresholds.MinChunkWords);
        long added = (long)(PerSubscription(keys) * Spare) + Math.Min(Spare, Thresholds.MinSpareKeys) + chunks;
        return (int)Math.Min(Array.MaxLength / HashSlots.BucketSize, keys + Math.Max(required, added));
    }

    /// <summary>
    /// Gives the length of the records: further subscriptions bring words, and copies of the records to which postings are added.
    /// </summary>
    /// <param name="words">The number of words there are.</param>
    /// <param name="required">The least length.</param>
    public int WordsOf(int words, long required)
    {
        double added = PerSubscription(Size.CopiedWords) + (PerSubscription(words) * (1 + Thresholds.ChunkSlack));
        return (int)Math.Min(Array.MaxLength, Math.Max(required, words + (long)(Spare * added)));
    }

    private double PerSubscription(long count) => (double)count / Math.Max(1, Subscriptions);
}
