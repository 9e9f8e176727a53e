namespace ScimFilter.Matching;

/// <summary>
/// Makes the snapshots of an index, one after the other. New subscriptions go to a small segment that is made anew each time;
/// segments of similar size are merged, so that each is several times as large as the next and few are to be looked into.
/// One thread at a time may write; <see cref="Current"/> may be read by any.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class IndexWriter<TKey>(IndexLayout layout, KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    /// <summary>Up to this size a segment takes further subscriptions.</summary>
    private const int YoungSize = 16;

    /// <summary>A segment is at least so many times as large as the next.</summary>
    private const int GrowthFactor = 8;

    /// <summary>Larger merges are left to another thread.</summary>
    private const int LargestInlineMerge = 1_024;

    /// <summary>So many segments are too many to wait for the other thread.</summary>
    private const int MostSegments = 24;

    // Two, as clearing the tables of the larger one takes longer than filling the smaller one.
    private readonly SegmentBuilder _young = new(hasher);
    private readonly SegmentBuilder _small = new(hasher);
    private Snapshot<TKey> _current = new(layout, []);
    private KeyedView<TKey>[] _merging = [];

    /// <summary>Gets the snapshot to read.</summary>
    public Snapshot<TKey> Current => Volatile.Read(ref _current);

    /// <summary>Publishes a snapshot: readers see all of a change or nothing of it.</summary>
    public void Publish(IndexLayout layout, List<KeyedView<TKey>> views) => Volatile.Write(ref _current, new Snapshot<TKey>(layout, [.. views]));

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
    public void Add(List<KeyedView<TKey>> views, IndexLayout layout, TKey key, Entry[] entries)
    {
        _young.Clear();
        var keys = new List<TKey>(YoungSize);
        if (views.Count > 0 && views[^1].Keyed.Segment.Count < YoungSize)
        {
            Copy(views[^1], _young, keys, layout);
            views.RemoveAt(views.Count - 1);
        }

        _young.Add(entries);
        keys.Add(key);
        views.Add(new KeyedView<TKey>(new KeyedSegment<TKey>(_young, [.. keys], comparer), null));
    }

    /// <summary>Merges small segments. Drops empty ones.</summary>
    public void MergeSmall(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        views.RemoveAll(view => view.Count == 0 && !IsMerging(view));
        while (views.Count > 1 && IsDue(views, views.Count - 2) && !IsMerging(views[^1]) && !IsMerging(views[^2])
            && (views[^1].Count + views[^2].Count <= LargestInlineMerge || views.Count > MostSegments))
        {
            _small.Clear();
            KeyedView<TKey> merged = Merge([views[^2], views[^1]], layout, _small);
            views.RemoveRange(views.Count - 2, 2);
            views.Add(merged);
        }
    }

    /// <summary>Takes the segments that should be merged next into one, which are left alone until they are replaced.</summary>
    /// <returns>The segments; none when all is well.</returns>
    public KeyedView<TKey>[] TakeForMerge() => _merging = DueForMerge(Current.Views);

    /// <summary>Whether segments should be merged.</summary>
    public bool NeedsMerge() => DueForMerge(Current.Views).Length > 0;

    /// <summary>Makes one segment of several; any thread may.</summary>
    public KeyedView<TKey> Merge(KeyedView<TKey>[] views, IndexLayout layout) => Merge(views, layout, new SegmentBuilder(hasher));

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
        int first = views.FindIndex(IsMerging);
        foreach (KeyedView<TKey> source in _merging)
        {
            // A load may have come between them. Gone are all of them at once, if any: somebody cleared the index.
            int place = views.FindIndex(view => ReferenceEquals(view.Keyed, source.Keyed));
            if (place < 0)
            {
                break;
            }

            foreach (int number in Deletions.Between(source.Deletions, views[place].Deletions))
            {
                merged = merged.Without(merged.Keyed.Find(source.Keyed.Keys[number], merged.Deletions));
            }

            views.RemoveAt(place);
        }

        _merging = [];
        if (first >= 0)
        {
            views.Insert(first, merged);
        }
    }

    private static KeyedView<TKey>[] DueForMerge(KeyedView<TKey>[] views)
    {
        for (int i = views.Length - 2; i >= 0; i--)
        {
            if (IsDue(views, i) && views[i].Count + views[i + 1].Count > LargestInlineMerge)
            {
                return [views[i], views[i + 1]];
            }
        }

        return Array.Find(views, view => view.Deletions is { } deletions && deletions.Count * 2 > view.Keyed.Segment.Count) is { } worn ? [worn] : [];
    }

    private bool IsMerging(KeyedView<TKey> view) => Array.Exists(_merging, source => ReferenceEquals(source.Keyed, view.Keyed));

    /// <remarks>A young segment is left to grow, unless it follows another: small loads make one each.</remarks>
    private static bool IsDue(IReadOnlyList<KeyedView<TKey>> views, int index) =>
        (views[index + 1].Keyed.Segment.Count >= YoungSize || views[index].Keyed.Segment.Count < YoungSize)
        && views[index].Count < (long)GrowthFactor * views[index + 1].Count;

    private void Copy(KeyedView<TKey> view, SegmentBuilder builder, List<TKey> keys, IndexLayout layout)
    {
        new SegmentMerger(builder, hasher).Add(view.View, layout.Templates);
        for (int i = 0; i < view.Keyed.Keys.Length; i++)
        {
            if (view.Deletions?.Contains(i) != true)
            {
                keys.Add(view.Keyed.Keys[i]);
            }
        }
    }
}
