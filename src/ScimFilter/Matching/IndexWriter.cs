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

    private Snapshot<TKey> _current = new(layout, []);

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
        var builder = new SegmentBuilder(hasher);
        var keys = new List<TKey>(YoungSize);
        if (views.Count > 0 && views[^1].Keyed.Segment.Count < YoungSize)
        {
            Copy(views[^1], builder, keys, layout);
            views.RemoveAt(views.Count - 1);
        }

        builder.Add(entries);
        keys.Add(key);
        views.Add(new KeyedView<TKey>(new KeyedSegment<TKey>(builder.Build(), [.. keys], comparer), null));
    }

    /// <summary>Merges small segments. Drops empty ones.</summary>
    public void MergeSmall(List<KeyedView<TKey>> views, IndexLayout layout)
    {
        views.RemoveAll(view => view.Count == 0);
        while (views.Count > 1 && IsDue(views, views.Count - 2)
            && (views[^1].Count + views[^2].Count <= LargestInlineMerge || views.Count > MostSegments))
        {
            KeyedView<TKey> merged = Merge([views[^2], views[^1]], layout);
            views.RemoveRange(views.Count - 2, 2);
            views.Add(merged);
        }
    }

    /// <summary>Gives the segments that should be merged next into one; none when all is well.</summary>
    public static KeyedView<TKey>[] DueForMerge(Snapshot<TKey> snapshot)
    {
        KeyedView<TKey>[] views = snapshot.Views;
        for (int i = views.Length - 2; i >= 0; i--)
        {
            if (IsDue(views, i) && views[i].Count + views[i + 1].Count > LargestInlineMerge)
            {
                return [views[i], views[i + 1]];
            }
        }

        return Array.Find(views, view => view.Deletions is { } deletions && deletions.Count * 4 > view.Keyed.Segment.Count) is { } worn ? [worn] : [];
    }

    /// <summary>Makes one segment of several.</summary>
    public KeyedView<TKey> Merge(KeyedView<TKey>[] views, IndexLayout layout)
    {
        var builder = new SegmentBuilder(hasher);
        var keys = new List<TKey>();
        foreach (KeyedView<TKey> view in views)
        {
            Copy(view, builder, keys, layout);
        }

        return new KeyedView<TKey>(new KeyedSegment<TKey>(builder.Build(), [.. keys], comparer), null);
    }

    /// <summary>Puts a merged segment in the place of its sources; what was deleted there meanwhile is deleted here.</summary>
    public static void Replace(List<KeyedView<TKey>> views, KeyedView<TKey>[] sources, KeyedView<TKey> merged)
    {
        int first = views.FindIndex(view => ReferenceEquals(view.Keyed, sources[0].Keyed));
        if (first < 0)
        {
            return;
        }

        for (int i = 0; i < sources.Length; i++)
        {
            KeyedView<TKey> now = views[first];
            foreach (int number in Deletions.Between(sources[i].Deletions, now.Deletions))
            {
                merged = merged.Without(merged.Keyed.Find(now.Keyed.Keys[number], merged.Deletions));
            }

            views.RemoveAt(first);
        }

        views.Insert(first, merged);
    }

    private static bool IsDue(IReadOnlyList<KeyedView<TKey>> views, int index) =>
        views[index + 1].Keyed.Segment.Count >= YoungSize && views[index].Count < (long)GrowthFactor * views[index + 1].Count;

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
