namespace ScimFilter.Matching;

/// <summary>
/// Makes the snapshots of an index, one after the other. New subscriptions go to a segment that grows; what is beside it is moved there
/// or merged with it, as an event has to be looked up in each segment. One thread at a time may write; <see cref="Current"/> may be
/// read by any.
/// </summary>
/// <remarks>
/// A load is a segment of its own, without room for more. When others come beside it, all are merged into one with room for as
/// many again; when that is used up, into the next one. So each subscription is copied a few times, and mostly there is one segment.
/// </remarks>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed partial class IndexWriter<TKey>(IndexLayout layout, KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly SegmentBuilder _small = new(hasher, isLoad: false);
    private Snapshot<TKey> _current = new(layout, []);
    private GrowingSegment<TKey>? _growing;
    private RunningMerge<TKey>? _merge;

    /// <summary>Gets the snapshot to read.</summary>
    public Snapshot<TKey> Current => Volatile.Read(ref _current);

    /// <summary>Publishes a snapshot: readers see all of a change or nothing of it.</summary>
    public void Publish(IndexLayout layout, List<KeyedView<TKey>> views)
    {
        if (PlaceOfGrowing(views) < 0)
        {
            _growing = null;
        }

        // No reader is to wait for the plan.
        _ = layout.Plan;
        Volatile.Write(ref _current, new Snapshot<TKey>(layout, [.. views]));
    }

    /// <summary>Gives the hash by which a key is found.</summary>
    public ulong HashOf(TKey key) => KeyedSegment<TKey>.HashOf(key, comparer);

    /// <summary>Asks for the memory that tells where a key is.</summary>
    public void Ask(ulong hash)
    {
        foreach (KeyedView<TKey> view in Current.Views)
        {
            view.Keyed.Slots.Ask(view.Keyed.Slots.BucketOf(hash));
        }
    }

    /// <summary>Deletes a subscription, if there is one of this key.</summary>
    public static bool Delete(List<KeyedView<TKey>> views, TKey key, ulong hash)
    {
        for (int i = views.Count - 1; i >= 0; i--)
        {
            int number = views[i].Keyed.Find(key, hash, views[i].Deletions);
            if (number >= 0)
            {
                views[i] = views[i].Without(number);
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a subscription whose key is not there.</summary>
    public void Add(List<KeyedView<TKey>> views, TKey key, ulong hash, ReadOnlySpan<Entry> entries)
    {
        int place = PlaceOfGrowing(views);
        if (place >= 0 && _growing!.TryAdd(key, hash, entries, views[place].Deletions) is { } grown)
        {
            views[place] = views[place] with { Keyed = grown };
            return;
        }

        _growing = new GrowingSegment<TKey>(hasher, comparer);
        views.Add(new KeyedView<TKey>(_growing.TryAdd(key, hash, entries, null)!, null));
    }

    /// <summary>Finds the segment that takes further subscriptions.</summary>
    /// <returns>Its place, or -1.</returns>
    private int PlaceOfGrowing(IReadOnlyList<KeyedView<TKey>> views)
    {
        for (int i = views.Count - 1; i >= 0 && _growing is not null; i--)
        {
            if (views[i].Keyed == _growing.Current)
            {
                return i;
            }
        }

        return -1;
    }
}
