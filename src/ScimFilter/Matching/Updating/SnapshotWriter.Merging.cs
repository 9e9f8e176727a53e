using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <content>Keeps segments few: merges them, or moves their subscriptions to the growing one. <see cref="MergePolicy{TId}"/>
/// decides.</content>
internal sealed partial class SnapshotWriter<TId>
{
    private readonly SegmentBuilder _inline = new(hasher, isLoad: false);

    /// <summary>Drops the segments whose subscriptions are all tombstoned.</summary>
    public void DropEmpty(List<SnapshotSegment<TId>> segments)
    {
        for (int i = segments.Count - 1; i >= 0; i--)
        {
            if (segments[i].Count == 0 && !Policy.IsMerging(segments[i]))
            {
                segments.RemoveAt(i);
            }
        }
    }

    /// <summary>Merges small segments on the thread of the writer.</summary>
    public void MergeSmall(List<SnapshotSegment<TId>> segments, IndexLayout layout)
    {
        while (Policy.IsDueForInlineMerge(segments, out int first, out int second))
        {
            _inline.Clear();
            SnapshotSegment<TId>[] sources = [segments[first], segments[second]];
            SegmentWithIds<TId> merged = SegmentMerge.Merge(sources, layout.Templates, _inline, hasher, comparer, spare: 0).Segment;
            segments[first] = new SnapshotSegment<TId>(merged, null);
            segments.RemoveAt(second);
        }
    }

    /// <summary>
    /// Begins the background merge that is due. Until <see cref="EndMerge"/> its sources only get tombstones. New subscriptions go to a new
    /// growing segment and are moved to the result afterwards, so that a merge ends however fast they come.
    /// </summary>
    /// <returns>The merge; null when none is due.</returns>
    public RunningMerge<TId>? BeginMerge(IndexLayout layout)
    {
        SnapshotSegment<TId>[] segments = Current.Segments;
        SnapshotSegment<TId>[] due = Policy.DueForMerge(segments);
        _merge = due.Length == 0 ? null : new RunningMerge<TId>(due, segments, layout.Templates, hasher, comparer);
        int growing = Policy.PlaceOfGrowing(segments);
        if (growing >= 0 && Policy.IsMerging(segments[growing]))
        {
            _growing = null;
        }

        return _merge;
    }

    /// <summary>Replaces the sources of the merge by its result.</summary>
    public void EndMerge(List<SnapshotSegment<TId>> segments, IndexLayout layout)
    {
        _merge!.CatchUp(segments);
        _merge.RemoveUnused(layout.Templates);
        GrowingSegment<TId>? result = _merge.Replace(segments);
        _growing = result is not null && segments[0].WithIds == result.Current ? result : _growing;
        _merge = null;
    }

    /// <summary>Drops a merge that failed. Its sources stay as they are.</summary>
    public void AbandonMerge() => _merge = null;

    /// <summary>Whether a background merge or a move is due.</summary>
    public bool IsUntidy() => Policy.DueForMerge(Current.Segments).Length > 0 || Policy.IsDueForMove(Current.Segments);

    /// <summary>Moves some subscriptions of the last segment to the first one, if a move is due.</summary>
    /// <returns>Whether a move was due.</returns>
    public bool TryMove(List<SnapshotSegment<TId>> segments, IndexLayout layout)
    {
        if (!Policy.IsDueForMove(segments))
        {
            return false;
        }

        SnapshotSegment<TId> source = segments[^1];
        int size = source.WithIds.Segment.Count;
        int most = Math.Max(Thresholds.MovedAtOnce, source.Count / Thresholds.MovedShare);
        int start = 0;
        while (source.IsTombstoned(start))
        {
            start++;
        }

        int end = start;
        for (int count = 0; end < size && count < most; end++)
        {
            count += source.IsTombstoned(end) ? 0 : 1;
        }

        if (_growing!.TryAdd(source, start, end, layout.Templates, segments[0].Tombstones) is { } grown)
        {
            segments[0] = segments[0] with { WithIds = grown };
            segments[^1] = source.WithoutFirst(end);
            if (segments[^1].Count == 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
        }

        return true;
    }
}
