using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

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

    /// <summary>Gets what is told of failures that are no matter of the change at hand.</summary>
    public Action<Exception>? Failed { get; init; }

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
    /// <param name="views">The segments.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="use">What it used, see <see cref="LayoutUses"/>.</param>
    /// <returns>Whether there was one.</returns>
    public static bool Delete(List<KeyedView<TKey>> views, TKey key, ulong hash, out int use)
    {
        for (int i = views.Count - 1; i >= 0; i--)
        {
            int number = views[i].Keyed.Find(key, hash, views[i].Deletions);
            if (number >= 0)
            {
                use = views[i].Keyed.Uses.Of(number);
                views[i] = views[i].Without(number);
                return true;
            }
        }

        use = LayoutUses.None;
        return false;
    }

    /// <summary>Takes the tables of unused templates out of the segments.</summary>
    public void RemoveUnused(List<KeyedView<TKey>> views, Template[] templates)
    {
        for (int i = 0; i < views.Count; i++)
        {
            KeyedSegment<TKey> keyed = views[i].Keyed;
            if (UnusedTables.AreIn(keyed.Segment.Tables, templates))
            {
                views[i] = views[i] with { Keyed = keyed == _growing?.Current ? _growing.Without(templates) : keyed.Without(templates) };
            }
        }
    }

    /// <summary>Adds a subscription whose key is not there.</summary>
    /// <param name="views">The segments.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="entries">The entries of the subscription.</param>
    /// <param name="use">What it uses, see <see cref="LayoutUses"/>.</param>
    public void Add(List<KeyedView<TKey>> views, TKey key, ulong hash, ReadOnlySpan<Entry> entries, int use)
    {
        int place = PlaceOfGrowing(views);
        if (place >= 0 && TryGrow(key, hash, entries, views[place].Deletions, use) is { } grown)
        {
            views[place] = views[place] with { Keyed = grown };
            return;
        }

        _growing = new GrowingSegment<TKey>(hasher, comparer);
        views.Add(new KeyedView<TKey>(_growing.TryAdd(key, hash, entries, null, use)!, null));
    }

    /// <summary>
    /// Adds a subscription to the segment that grows. Should that fail, say because another key, which is hashed anew as the segment gets
    /// room, does not let itself be hashed, then it takes no more, and the subscription finds a place elsewhere.
    /// </summary>
    private KeyedSegment<TKey>? TryGrow(TKey key, ulong hash, ReadOnlySpan<Entry> entries, Deletions? deletions, int use)
    {
        try
        {
            return _growing!.TryAdd(key, hash, entries, deletions, use);
        }
#pragma warning disable CA1031 // Whatever it is: if it is a matter of this subscription, it comes up again where that is put instead.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed?.Invoke(exception);
            return null;
        }
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
