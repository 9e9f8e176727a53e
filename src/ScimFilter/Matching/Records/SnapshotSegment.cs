using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>A segment of a snapshot: the subscriptions with their ids, and the tombstones of that moment. Immutable.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="WithIds">The subscriptions.</param>
/// <param name="Tombstones">Tombstoned subscription numbers; null if none.</param>
internal sealed record SnapshotSegment<TId>(SegmentWithIds<TId> WithIds, Tombstones? Tombstones)
    where TId : notnull
{
    /// <summary>Gets the segment without ids.</summary>
    public SegmentView View => new(WithIds.Segment, Tombstones);

    /// <summary>Gets the number of subscriptions that are not tombstoned.</summary>
    public int Count => WithIds.Segment.Count - (Tombstones?.Count ?? 0);

    /// <summary>Gets a value indicating whether so many subscriptions are tombstoned that the segment should be merged.</summary>
    public bool IsWorn => Tombstones is not null && Tombstones.Count * Thresholds.SubscriptionsPerTombstone > WithIds.Segment.Count;

    /// <summary>Whether a subscription is tombstoned.</summary>
    public bool IsTombstoned(int subscription) => Tombstones?.Contains(subscription) == true;

    /// <summary>Adds a range of subscriptions that are not tombstoned to lists.</summary>
    /// <param name="start">The number of the first subscription.</param>
    /// <param name="end">The number behind that of the last subscription.</param>
    /// <param name="ids">Takes the ids.</param>
    /// <param name="upperHashes">Takes the upper halves of the hashes of the ids.</param>
    /// <param name="data">Takes what else is kept of the subscriptions.</param>
    public void CopyTo(int start, int end, List<TId> ids, List<uint> upperHashes, List<SubscriptionData> data)
    {
        uint[] known = WithIds.UpperHashesOf(start, end);
        for (int i = start; i < end; i++)
        {
            if (!IsTombstoned(i))
            {
                ids.Add(WithIds.Ids[i]);
                upperHashes.Add(known[i - start]);
                data.Add(new SubscriptionData(WithIds.Uses.Of(i), WithIds.Priorities.Of(i)));
            }
        }
    }

    /// <summary>Takes the subscriptions that are not tombstoned off the counts of what is used.</summary>
    public void RemoveUses(LayoutUses uses)
    {
        for (int i = 0; i < WithIds.Segment.Count; i++)
        {
            if (!IsTombstoned(i))
            {
                uses.Remove(WithIds.Uses.Of(i));
            }
        }
    }

    /// <summary>Gives the segment with a tombstone for one more subscription.</summary>
    public SnapshotSegment<TId> Without(int subscription) =>
        this with { Tombstones = Tombstones.With(Tombstones, WithIds.Segment.Count, subscription) };

    /// <summary>Gives the segment with tombstones for all subscriptions below one.</summary>
    public SnapshotSegment<TId> WithoutFirst(int end) =>
        this with { Tombstones = Tombstones.WithFirst(Tombstones, WithIds.Segment.Count, end) };
}
