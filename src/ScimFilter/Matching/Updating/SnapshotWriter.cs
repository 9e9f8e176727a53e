using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Makes one snapshot of an index after the other. A new subscription goes to the growing segment. Other segments are moved there or
/// merged, as every event looks into every segment. One thread at a time may write; any thread may read <see cref="Current"/>.
/// </summary>
/// <remarks>
/// A load is a sealed segment. Once a subscription is added beside it, a merge makes one segment of all, with capacity for as many again;
/// when that is used up, the next merge does. So each subscription is copied a few times, and most of the time there is one segment.
/// </remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed partial class SnapshotWriter<TId>(IndexLayout layout, KeyHasher hasher, IEqualityComparer<TId> comparer)
    where TId : notnull
{
    private Snapshot<TId> _current = new(layout, []);
    private GrowingSegment<TId>? _growing;
    private RunningMerge<TId>? _merge;

    /// <summary>Gets what is called with exceptions that another subscription caused.</summary>
    public Action<Exception>? Failed { get; init; }

    /// <summary>Gets the published snapshot.</summary>
    public Snapshot<TId> Current => Volatile.Read(ref _current);

    private MergePolicy<TId> Policy => new(_growing, _merge);

    /// <summary>Publishes a snapshot with one write: readers see the whole change or nothing of it.</summary>
    public void Publish(IndexLayout layout, List<SnapshotSegment<TId>> segments)
    {
        if (Policy.PlaceOfGrowing(segments) < 0)
        {
            _growing = null;
        }

        // Built here, so that no reader has to.
        _ = layout.Plan;
        Volatile.Write(ref _current, new Snapshot<TId>(layout, [.. segments]));
    }

    /// <summary>Gives the hash of an id.</summary>
    public ulong HashOf(TId id) => SegmentWithIds<TId>.HashOf(id, comparer);

    /// <summary>Prefetches the table buckets of an id.</summary>
    public void Prefetch(ulong hash)
    {
        foreach (SnapshotSegment<TId> segment in Current.Segments)
        {
            segment.WithIds.Table.Prefetch(segment.WithIds.Table.BucketOf(hash));
        }
    }

    /// <summary>Tombstones the subscription with an id, if there is one.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="id">The id.</param>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="use">What the subscription used, see <see cref="LayoutUses"/>.</param>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(List<SnapshotSegment<TId>> segments, TId id, ulong hash, out int use)
    {
        for (int i = segments.Count - 1; i >= 0; i--)
        {
            int number = segments[i].WithIds.Find(id, hash, segments[i].Tombstones);
            if (number >= 0)
            {
                use = segments[i].WithIds.Uses.Of(number);
                segments[i] = segments[i].Without(number);
                return true;
            }
        }

        use = LayoutUses.None;
        return false;
    }

    /// <summary>Gives what the subscription with an id uses, see <see cref="LayoutUses"/>; none if there is no subscription.</summary>
    public static int UseOf(SnapshotSegment<TId>[] segments, TId id, ulong hash)
    {
        foreach (SnapshotSegment<TId> segment in segments)
        {
            int number = segment.WithIds.Find(id, hash, segment.Tombstones);
            if (number >= 0)
            {
                return segment.WithIds.Uses.Of(number);
            }
        }

        return LayoutUses.None;
    }

    /// <summary>Adds a subscription. No other one with its id may be there.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="id">The id.</param>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="entries">The entries of the subscription.</param>
    /// <param name="data">What else is kept of it.</param>
    public void Add(List<SnapshotSegment<TId>> segments, TId id, ulong hash, ReadOnlySpan<Entry> entries, SubscriptionData data)
    {
        int place = Policy.PlaceOfGrowing(segments);
        if (place >= 0 && TryGrow(id, hash, entries, segments[place].Tombstones, data) is { } grown)
        {
            segments[place] = segments[place] with { WithIds = grown };
            return;
        }

        _growing = new GrowingSegment<TId>(hasher, comparer);
        segments.Add(new SnapshotSegment<TId>(_growing.TryAdd(id, hash, entries, null, data)!, null));
    }

    /// <summary>Removes the tables of unused templates from the segments.</summary>
    public void RemoveUnused(List<SnapshotSegment<TId>> segments, Template[] templates)
    {
        for (int i = 0; i < segments.Count; i++)
        {
            SegmentWithIds<TId> segment = segments[i].WithIds;
            if (UnusedTables.AreIn(segment.Segment.Tables, templates))
            {
                bool isGrowing = segment == _growing?.Current;
                segments[i] = segments[i] with { WithIds = isGrowing ? _growing!.Without(templates) : segment.Without(templates) };
            }
        }
    }

    /// <summary>
    /// Adds a subscription to the growing segment. If that throws, for example because there is no memory for a reallocation, the segment
    /// is full, and the subscription goes to a new one.
    /// </summary>
    private SegmentWithIds<TId>? TryGrow(TId id, ulong hash, ReadOnlySpan<Entry> entries, Tombstones? tombstones, SubscriptionData data)
    {
        try
        {
            return _growing!.TryAdd(id, hash, entries, tombstones, data);
        }
#pragma warning disable CA1031 // If this subscription is the cause, the new segment throws the same exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed?.Invoke(exception);
            return null;
        }
    }
}
