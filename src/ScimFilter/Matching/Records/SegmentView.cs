namespace ScimFilter.Matching.Records;

/// <summary>A segment as it is at one moment.</summary>
/// <param name="Segment">The subscriptions.</param>
/// <param name="Deletions">Those that are no more; null when all are.</param>
internal readonly record struct SegmentView(Segment Segment, Deletions? Deletions)
{
    public int Count => Segment.Count - (Deletions?.Count ?? 0);
}
