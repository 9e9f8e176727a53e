namespace ScimFilter.Matching;

/// <summary>
/// Makes the snapshots of an index, one after the other. New subscriptions go to a young segment, which grows. Several segments of
/// similar size are merged into one: few are to be looked into, and each subscription is copied once for each size that its segment
/// takes on. One thread at a time may write; <see cref="Current"/> may be read by any.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class IndexWriter<TKey>(IndexLayout layout, KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    /// <summary>Up to this size the young segment takes further subscriptions.</summary>
    private const int YoungSize = 16_384;

    /// <summary>Smaller segments are of similar size, whatever their size.</summary>
    private const int SmallestSize = 16;

    /// <summary>So many segments of similar size become one.</summary>
    private const int Fan = 2;

    /// <summary>Larger merges are left to another thread.</summary>
    private const int LargestInlineMerge = 256;

    /// <summary>So many segments are too many to wait for the other thread.</summary>
    private const int MostSegments = 16;

    private readonly GrowingSegment<TKey> _young = new(hasher, comparer);
    private readonly SegmentBuilder _small = new(hasher);
    private Snapshot<TKey> _current = new(layout, []);
    private KeyedView<TKey>[] _merging = [];

    /// <summary>Gets the snapshot to read.</summary>
    public Snapshot<TKey> Current => Volatile.Read(ref _current);

    /// <summary>Publishes a snapshot: readers see all of a change or nothing of it.</summary>
    public void Publish(IndexLayout layout, List<KeyedView<TKey>> views)
    {
        if (!IsGrowing(views))
        {
            _young.Clear();
        }

        // No reader is to wait for the plan.
        _ = layout.Plan;
        Volatile.Write(ref _current, new Snapshot<TKey>(layout, [.. views]));
    }

    /// <summary>Deletes a subscription, if there is one of this key.</summary>
    public static bool Delete(List<KeyedView<TKey>> views, TKey key)
    {
        for (int i = views.Count - 1; i >= 0; i--)
        {
            int number = views[i].Keyed.Find(key, views[i].Deletions);
            if (number >= 0)
            {
                views[i] = views[i].Without(number);
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a subscription whose key is not there.</summary>
    public void Add(List<KeyedView<TKey>> views, TKey key, ReadOnlySpan<Entry> entries)
    {
        Deletions? deletions = null;
        if (IsGrowing(views))
        {
            deletions = views[^1].Deletions;
            views.RemoveAt(views.Count - 1);
        }
        else
        {
            _young.Clear();
        }

        views.Add(new KeyedView<TKey>(_young.Add(key, entries), deletions));
    }

    /// <summary>Merges small segments. Drops empty ones.</summary>
    public void MergeSmall(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        views.RemoveAll(view => view.Count == 0 && !IsMerging(view));
        while (true)
        {
            // The young segment is left to grow.
            int first = views.Count - Fan - (IsGrowing(views) ? 1 : 0);
            if (!IsDue(views, first) || (SizeOf(views, first) > LargestInlineMerge && views.Count <= MostSegments)
                || views.FindIndex(first, Fan, IsMerging) >= 0)
            {
                return;
            }

            _small.Clear();
            KeyedView<TKey> merged = Merge([.. views.GetRange(first, Fan)], layout, _small);
            views.RemoveRange(first, Fan);
            views.Insert(first, merged);
        }
    }

    /// <summary>Takes the segments that should be merged next into one, which are left alone until they are replaced.</summary>
    /// <returns>The segments; none when all is well.</returns>
    public KeyedView<TKey>[] TakeForMerge() => _merging = DueForMerge(Current.Views);

    /// <summary>Whether segments should be merged.</summary>
    public bool NeedsMerge() => DueForMerge(Current.Views).Length > 0;

    /// <summary>Makes one segment of several; any thread may.</summary>
    public KeyedView<TKey> Merge(KeyedView<TKey>[] views, IndexLayout layout) => Merge(views, layout, new SegmentBuilder(hasher, SegmentArrangement.LargeMerge));

    private KeyedView<TKey> Merge(KeyedView<TKey>[] views, IndexLayout layout, SegmentBuilder builder)
    {
        var keys = new List<TKey>(views.Sum(view => view.Count));
        builder.Reserve(
            views.Select(view => view.Keyed.Segment.Size).Aggregate((left, right) => left + right),
            views.Sum(view => view.Keyed.Segment.Arena.Length));
        foreach (KeyedView<TKey> view in views)
        {
            Copy(view, builder, keys, layout);
        }

        return new KeyedView<TKey>(new KeyedSegment<TKey>(builder, [.. keys], comparer), null);
    }

    /// <summary>Puts a merged segment in the place of its sources; what was deleted there meanwhile is deleted here.</summary>
    public void Replace(List<KeyedView<TKey>> views, KeyedView<TKey> merged)
    {
        int place = -1;
        foreach (KeyedView<TKey> source in _merging)
        {
            // Loads may have put others between them. Gone are all of them at once, if any: somebody cleared the index.
            int now = views.FindIndex(view => ReferenceEquals(view.Keyed, source.Keyed));
            if (now < 0)
            {
                break;
            }

            foreach (int number in Deletions.Between(source.Deletions, views[now].Deletions))
            {
                merged = merged.Without(merged.Keyed.Find(source.Keyed.Keys[number], merged.Deletions));
            }

            views.RemoveAt(now);
            place = place < 0 ? now : place;
        }

        _merging = [];
        if (place >= 0)
        {
            views.Insert(place, merged);
        }
    }

    /// <summary>Whether the last segment is the young one, and takes further subscriptions.</summary>
    private bool IsGrowing(IReadOnlyList<KeyedView<TKey>> views) =>
        views.Count > 0 && _young.Count < YoungSize && ReferenceEquals(views[^1].Keyed, _young.Current);

    private KeyedView<TKey>[] DueForMerge(KeyedView<TKey>[] views)
    {
        views = IsGrowing(views) ? views[..^1] : views;
        for (int i = views.Length - Fan; i >= 0; i--)
        {
            if (IsDue(views, i) && SizeOf(views, i) > LargestInlineMerge)
            {
                return views[i..(i + Fan)];
            }
        }

        return Array.Find(views, view => view.Deletions is { } deletions && deletions.Count * 2 > view.Keyed.Segment.Count) is { } worn ? [worn] : [];
    }

    private bool IsMerging(KeyedView<TKey> view) => Array.Exists(_merging, source => ReferenceEquals(source.Keyed, view.Keyed));

    /// <summary>Whether the segments from one on are of similar size.</summary>
    private static bool IsDue(IReadOnlyList<KeyedView<TKey>> views, int first) =>
        first >= 0 && views[first].Count < (long)Fan * Math.Max(SmallestSize, views[first + Fan - 1].Count);

    private static int SizeOf(IReadOnlyList<KeyedView<TKey>> views, int first)
    {
        int size = 0;
        for (int i = first; i < first + Fan; i++)
        {
            size += views[i].Count;
        }

        return size;
    }

    private void Copy(KeyedView<TKey> view, SegmentBuilder builder, List<TKey> keys, IndexLayout layout)
    {
        new SegmentMerger(builder, hasher).Add(view.View, layout.Templates);
        for (int i = 0; i < view.Keyed.Segment.Count; i++)
        {
            if (view.Deletions?.Contains(i) != true)
            {
                keys.Add(view.Keyed.Keys[i]);
            }
        }
    }
}
