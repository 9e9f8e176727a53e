using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>An index at one moment. Immutable: a reader that holds it sees no later change.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="Layout">The numbers of slots, attributes and templates.</param>
/// <param name="Segments">The segments, the largest first. An id is in one of them at most, tombstoned subscriptions aside.</param>
internal sealed record Snapshot<TId>(IndexLayout Layout, SnapshotSegment<TId>[] Segments)
    where TId : notnull
{
    /// <summary>Gets the number of subscriptions.</summary>
    public int Count { get; } = CountOf(Segments);

    private static int CountOf(SnapshotSegment<TId>[] segments)
    {
        int count = 0;
        foreach (SnapshotSegment<TId> segment in segments)
        {
            count += segment.Count;
        }

        return count;
    }
}
