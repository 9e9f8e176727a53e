namespace ScimFilter.Matching;

/// <summary>The room that is left in a segment for further subscriptions, which are assumed to be like those that it has.</summary>
/// <param name="Subscriptions">How many it has.</param>
/// <param name="Size">What they have made the builder hold.</param>
/// <param name="Spare">For how many more there is to be room.</param>
internal readonly record struct SpareRoom(int Subscriptions, BuilderSize Size, int Spare)
{
    /// <summary>Of a rare template there may come a few more than its part.</summary>
    private const int LeastKeys = 64;

    /// <summary>Gives the room of a table: each is assumed to get its part of the keys, all of them new.</summary>
    /// <param name="keys">How many keys it has.</param>
    /// <param name="least">How many more it must have room for.</param>
    public int KeysOf(int keys, int least) =>
        (int)Math.Min(Array.MaxLength / HashSlots.BucketSize, keys + Math.Max(least, (long)(PerSubscription(keys) * Spare) + Math.Min(Spare, LeastKeys)));

    /// <summary>Gives the room of the records: for each of its postings a subscription writes a link, what the key has already, and its own words.</summary>
    /// <param name="words">How many words they have.</param>
    /// <param name="least">How many they must have room for.</param>
    public int WordsOf(int words, long least)
    {
        double copied = Math.Min(GrowingRecords.MostCopied / 2, (double)words / Math.Max(1, Size.Keys));
        double added = Spare * ((PerSubscription(Size.Postings) * (1 + copied)) + PerSubscription(words));
        return (int)Math.Min(Array.MaxLength, Math.Max(least, words + (long)added));
    }

    private double PerSubscription(int count) => (double)count / Math.Max(1, Subscriptions);
}
