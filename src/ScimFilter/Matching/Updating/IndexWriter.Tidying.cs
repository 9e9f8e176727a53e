using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <content>Keeps segments few: what is beside the one that grows is moved there, or merged with it.</content>
internal sealed partial class IndexWriter<TKey>
{
    /// <summary>So many subscriptions beside segments without room are worth that all are merged.</summary>
    private const int MostBeside = 256;

    /// <summary>Smaller segments are of similar size, whatever their size.</summary>
    private const int SmallestSize = 16;

    /// <summary>So many segments of similar size become one.</summary>
    private const int Fan = 2;

    /// <summary>Larger merges are left to another thread.</summary>
    private const int LargestInlineMerge = 256;

    /// <summary>So many segments are too many to wait for the other thread.</summary>
    private const int MostSegments = 16;

    /// <summary>Larger segments are merged, not moved.</summary>
    public const int LargestMoved = 1 << 15;

    /// <summary>So many subscriptions, or this part of a segment, are moved while writers wait.</summary>
    private const int MovedAtOnce = 256;

    private const int PartMovedAtOnce = 8;

    /// <summary>Merges small segments. Drops empty ones.</summary>
    public void MergeSmall(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        for (int i = views.Count - 1; i >= 0; i--)
        {
            if (views[i].Count == 0 && !IsMerging(views[i]))
            {
                views.RemoveAt(i);
            }
        }

        while (true)
        {
            int second = PlaceOfSettled(views, views.Count);
            int first = PlaceOfSettled(views, second);
            if (first < 0 || !AreSimilar(views[first], views[second])
                || (views[first].Count + views[second].Count > LargestInlineMerge && views.Count <= MostSegments))
            {
                return;
            }

            _small.Clear();
            views[first] = new KeyedView<TKey>(KeyedMerge.Merge([views[first], views[second]], layout.Templates, _small, hasher, comparer, spare: 0).Segment, null);
            views.RemoveAt(second);
        }
    }

    /// <summary>
    /// Begins the merge that is due. Its segments are left alone, but for what is deleted, until <see cref="EndMerge"/>: further
    /// subscriptions go to a new segment, from which they are moved afterwards, so that a merge has an end however fast they come.
    /// </summary>
    /// <returns>The merge; null when none is due.</returns>
    public RunningMerge<TKey>? BeginMerge(IndexLayout layout)
    {
        KeyedView<TKey>[] views = Current.Views;
        KeyedView<TKey>[] due = DueForMerge(views);
        _merge = due.Length == 0 ? null : new RunningMerge<TKey>(due, views, layout.Templates, hasher, comparer);
        int growing = PlaceOfGrowing(views);
        if (growing >= 0 && IsMerging(views[growing]))
        {
            _growing = null;
        }

        return _merge;
    }

    /// <summary>Puts the segment that was made in the place of its sources.</summary>
    public void EndMerge(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        _merge!.CatchUp(views);
        _merge.RemoveUnused(layout.Templates);
        GrowingSegment<TKey>? result = _merge.Replace(views);
        _growing = result is not null && views[0].Keyed == result.Current ? result : _growing;
        _merge = null;
    }

    /// <summary>Gives up the merge that was begun, if any; its segments stay as they are.</summary>
    public void AbandonMerge() => _merge = null;

    /// <summary>Whether segments should be merged, or moved.</summary>
    public bool IsUntidy() => DueForMerge(Current.Views).Length > 0 || IsDueForMove(Current.Views);

    /// <summary>Moves some subscriptions of the last segment to the first, if that grows and has room for all of them.</summary>
    /// <returns>Whether there were any to move.</returns>
    public bool TryMove(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        if (!IsDueForMove(views))
        {
            return false;
        }

        KeyedView<TKey> source = views[^1];
        int size = source.Keyed.Segment.Count;
        int most = Math.Max(MovedAtOnce, source.Count / PartMovedAtOnce);
        int start = 0;
        for (; source.Deletions?.Contains(start) == true; start++)
        {
        }

        int end = start;
        for (int count = 0; end < size && count < most; end++)
        {
            count += source.Deletions?.Contains(end) == true ? 0 : 1;
        }

        if (_growing!.TryAdd(source, start, end, layout.Templates, views[0].Deletions) is { } grown)
        {
            views[0] = views[0] with { Keyed = grown };
            views[^1] = source.WithoutFirst(end);
            if (views[^1].Count == 0)
            {
                views.RemoveAt(views.Count - 1);
            }
        }

        return true;
    }

    /// <summary>Finds the last segment before a place that neither grows nor is being merged.</summary>
    /// <returns>Its place, or -1.</returns>
    private int PlaceOfSettled(IReadOnlyList<KeyedView<TKey>> views, int before)
    {
        for (before--; before >= 0; before--)
        {
            if (views[before].Keyed != _growing?.Current && !IsMerging(views[before]))
            {
                break;
            }
        }

        return before;
    }

    private KeyedView<TKey>[] DueForMerge(KeyedView<TKey>[] views)
    {
        int growing = PlaceOfGrowing(views);
        if (growing > 0 && views[growing].Count >= MostBeside)
        {
            return views;
        }

        if (growing >= 0 && _growing!.IsRunningOut)
        {
            return views;
        }

        if (growing == 0 && views.Length > 1 && !IsDueForMove(views) && AreSimilar(views[0], views[^1]) && views[^1].Count > LargestInlineMerge)
        {
            return [views[0], views[^1]];
        }

        for (int second = PlaceOfSettled(views, views.Length); second > 0;)
        {
            int first = PlaceOfSettled(views, second);
            if (first >= 0 && AreSimilar(views[first], views[second]) && views[first].Count + views[second].Count > LargestInlineMerge)
            {
                return [views[first], views[second]];
            }

            second = first;
        }

        foreach (KeyedView<TKey> view in views)
        {
            // One that grows has its room to use up, as long as that is small.
            if (view.IsWorn && (growing < 0 || view != views[growing] || view.Deletions!.Count > MostBeside))
            {
                return [view];
            }
        }

        return [];
    }

    private bool IsDueForMove(IReadOnlyList<KeyedView<TKey>> views) =>
        views.Count > 1 && PlaceOfGrowing(views) == 0 && !IsMerging(views[^1]) && views[^1].Count <= Math.Min(LargestMoved, _growing!.Room);

    private static bool AreSimilar(KeyedView<TKey> larger, KeyedView<TKey> smaller) => larger.Count < (long)Fan * Math.Max(SmallestSize, smaller.Count);

    private bool IsMerging(KeyedView<TKey> view) => _merge?.Has(view) == true;
}
