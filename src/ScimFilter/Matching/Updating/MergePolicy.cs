using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Decides which segments are merged or moved, by their sizes and tombstones. Changes nothing. The README of <c>Matching</c> has the rules
/// in one table, <see cref="Thresholds"/> the numbers.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="growing">The growing segment; null if none.</param>
/// <param name="running">The merge in the background; null if none.</param>
internal readonly struct MergePolicy<TId>(GrowingSegment<TId>? growing, RunningMerge<TId>? running)
    where TId : notnull
{
    /// <summary>Whether a segment is a source of the running merge.</summary>
    public bool IsMerging(SnapshotSegment<TId> segment) => running?.Has(segment) == true;

    /// <summary>Finds the growing segment.</summary>
    /// <returns>Its place, or -1.</returns>
    public int PlaceOfGrowing(IReadOnlyList<SnapshotSegment<TId>> segments)
    {
        for (int i = segments.Count - 1; i >= 0 && growing is not null; i--)
        {
            if (segments[i].WithIds == growing.Current)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a writer should merge the last two segments that neither grow nor are being merged.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="first">The place of the first of the two.</param>
    /// <param name="second">The place of the second of the two.</param>
    public bool IsDueForInlineMerge(IReadOnlyList<SnapshotSegment<TId>> segments, out int first, out int second)
    {
        second = PlaceOfIdle(segments, segments.Count);
        first = PlaceOfIdle(segments, second);
        return first >= 0 && AreSimilar(segments[first], segments[second])
            && (IsInline(segments[first], segments[second]) || segments.Count > Thresholds.MaxSegments);
    }

    /// <summary>Gives the segments that the background should merge into one; none when no merge is due.</summary>
    public SnapshotSegment<TId>[] DueForMerge(SnapshotSegment<TId>[] segments)
    {
        int place = PlaceOfGrowing(segments);
        if (place > 0 && segments[place].Count >= Thresholds.MinMergedBeside)
        {
            return segments;
        }

        if (place >= 0 && growing!.IsRunningOut)
        {
            return segments;
        }

        if (place == 0 && segments.Length > 1 && !IsDueForMove(segments)
            && AreSimilar(segments[0], segments[^1]) && segments[^1].Count > Thresholds.LargestInlineMerge)
        {
            return [segments[0], segments[^1]];
        }

        for (int second = PlaceOfIdle(segments, segments.Length); second > 0;)
        {
            int first = PlaceOfIdle(segments, second);
            if (first >= 0 && AreSimilar(segments[first], segments[second]) && !IsInline(segments[first], segments[second]))
            {
                return [segments[first], segments[second]];
            }

            second = first;
        }

        foreach (SnapshotSegment<TId> segment in segments)
        {
            // A growing segment has spare capacity to use up before it is copied.
            bool isGrowing = place >= 0 && segment == segments[place];
            bool isSmallGrowing = isGrowing && segment.Tombstones?.Count <= Thresholds.MinTombstonesOfGrowing;
            if (segment.IsWorn && !isSmallGrowing)
            {
                return [segment];
            }
        }

        return [];
    }

    /// <summary>Whether the first segment grows and has capacity for all subscriptions of the last one.</summary>
    public bool IsDueForMove(IReadOnlyList<SnapshotSegment<TId>> segments) =>
        segments.Count > 1
        && PlaceOfGrowing(segments) == 0
        && !IsMerging(segments[^1])
        && segments[^1].Count <= Math.Min(Thresholds.LargestMoved, growing!.Spare);

    /// <summary>Finds the last segment before a place that neither grows nor is being merged.</summary>
    /// <returns>Its place, or -1.</returns>
    private int PlaceOfIdle(IReadOnlyList<SnapshotSegment<TId>> segments, int before)
    {
        for (before--; before >= 0; before--)
        {
            if (segments[before].WithIds != growing?.Current && !IsMerging(segments[before]))
            {
                break;
            }
        }

        return before;
    }

    private static bool AreSimilar(SnapshotSegment<TId> larger, SnapshotSegment<TId> smaller) =>
        larger.Count < (long)Thresholds.SimilarSizeRatio * Math.Max(Thresholds.SmallestCompared, smaller.Count);

    private static bool IsInline(SnapshotSegment<TId> first, SnapshotSegment<TId> second) =>
        first.Count + second.Count <= Thresholds.LargestInlineMerge;
}
