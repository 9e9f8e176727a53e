namespace ScimFilter.Matching.Records;

/// <summary>
/// How much a builder held to make a segment. The next builder for about the same subscriptions reserves as much at once.
/// </summary>
/// <param name="Keys">The number of keys.</param>
/// <param name="KeyValues">The number of values of all keys.</param>
/// <param name="Postings">The number of postings.</param>
/// <param name="Conditions">The number of words of conditions.</param>
/// <param name="Values">The number of distinct values.</param>
/// <param name="CopiedWords">The number of words that a growing segment copies when each posting is added once more.</param>
internal readonly record struct SegmentSize(int Keys, int KeyValues, int Postings, int Conditions, int Values, long CopiedWords)
{
    public static SegmentSize operator +(SegmentSize left, SegmentSize right) => new(
        left.Keys + right.Keys,
        left.KeyValues + right.KeyValues,
        left.Postings + right.Postings,
        left.Conditions + right.Conditions,
        left.Values + right.Values,
        left.CopiedWords + right.CopiedWords);

    /// <summary>Gives the share of some of all subscriptions.</summary>
    public SegmentSize ShareOf(int count, int all)
    {
        double share = (double)count / Math.Max(1, all);
        return new(
            (int)(Keys * share),
            (int)(KeyValues * share),
            (int)(Postings * share),
            (int)(Conditions * share),
            (int)(Values * share),
            (long)(CopiedWords * share));
    }
}
