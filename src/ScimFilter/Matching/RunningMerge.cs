namespace ScimFilter.Matching;

/// <summary>
/// One segment in the making out of several, which go on changing meanwhile: what is added to them and deleted of them is made up
/// for, as often as it takes until little is left. Used by one thread at a time; <see cref="Has"/> may be asked by any.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class RunningMerge<TKey>
    where TKey : notnull
{
    /// <summary>A merged segment has room for at least so many more.</summary>
    private const int LeastSpare = 64;

    private readonly Template[] _templates;
    private readonly KeyHasher _hasher;
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly KeyedView<TKey>[] _sources;
    private readonly bool _isWidening;
    private readonly int _spare;
    private GrowingSegment<TKey>? _result;
    private Deletions? _deletions;

    /// <summary>Prepares to merge.</summary>
    /// <param name="views">The segments.</param>
    /// <param name="all">All segments of the index, in order.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="hasher">The hashes of the index.</param>
    /// <param name="comparer">Tells when two keys are one.</param>
    public RunningMerge(KeyedView<TKey>[] views, KeyedView<TKey>[] all, Template[] templates, KeyHasher hasher, IEqualityComparer<TKey> comparer)
    {
        (_templates, _hasher, _comparer) = (templates, hasher, comparer);

        // Only the first segment of an index grows large.
        _spare = views[0] == all[0] ? Math.Max(LeastSpare, views.Sum(view => view.Count)) : 0;

        // When the others are small it is enough to make room in the first one, for them to be moved there.
        _isWidening = views.Length == all.Length && views.Length > 1 && views[0].Keyed.IsTight && !views[0].IsWorn
            && Array.TrueForAll(views[1..], view => view.Count <= Math.Min(_spare, IndexWriter<TKey>.LargestMoved));
        _sources = _isWidening ? views[..1] : [.. views];
    }

    /// <summary>Whether a segment is among those to be replaced.</summary>
    public bool Has(KeyedView<TKey> view)
    {
        foreach (KeyedView<TKey> source in _sources)
        {
            if (source.Keyed.Origin == view.Keyed.Origin)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the segment; any thread may.</summary>
    public void Run()
    {
        if (_isWidening)
        {
            _result = new GrowingSegment<TKey>(_sources[0].Keyed, _templates, _hasher, _comparer);
            _result.Widen(_spare);
            return;
        }

        var builder = new SegmentBuilder(_hasher, isLoad: false);
        KeyedSegment<TKey> merged = KeyedMerge.Merge(_sources, _templates, builder, _hasher, _comparer, _spare);
        _result = new GrowingSegment<TKey>(merged, _templates, _hasher, _comparer);
    }

    /// <summary>Makes up for what has happened to the sources since.</summary>
    /// <param name="views">The segments of the index as they are now.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <returns>How many subscriptions were added.</returns>
    public int CatchUp(IReadOnlyList<KeyedView<TKey>> views, Template[] templates)
    {
        int added = 0;
        if (_isWidening)
        {
            return added;
        }

        KeyedView<TKey>?[] now = Array.ConvertAll(_sources, source => views.FirstOrDefault(view => view.Keyed.Origin == source.Keyed.Origin));
        for (int i = 0; i < _sources.Length; i++)
        {
            if (now[i] is { } later)
            {
                Delete(_sources[i], later);
            }
        }

        for (int i = 0; i < _sources.Length; i++)
        {
            if (now[i] is { } later)
            {
                bool isAdded = TryAdd(_sources[i].Keyed.Segment, later, templates);
                added += isAdded ? later.Keyed.Segment.Count - _sources[i].Keyed.Segment.Count : 0;
                _sources[i] = isAdded ? later : _sources[i] with { Deletions = later.Deletions };
            }
        }

        return added;
    }

    /// <summary>Puts the segment in the place of its sources; what was added to them and found no room stays where it is.</summary>
    /// <param name="views">The segments of the index, up to which was caught up.</param>
    /// <returns>The segment, which may take more; null when somebody cleared the index.</returns>
    public GrowingSegment<TKey>? Replace(List<KeyedView<TKey>> views)
    {
        int place = views.FindIndex(Has);
        if (place < 0)
        {
            return null;
        }

        if (_isWidening)
        {
            views[place] = views[place] with { Keyed = _result!.Current! };
            return _result;
        }

        for (int i = views.Count - 1; i >= 0; i--)
        {
            KeyedView<TKey>? source = Array.Find(_sources, source => source.Keyed.Origin == views[i].Keyed.Origin);
            if (source is not null)
            {
                views[i] = views[i].WithoutFirst(source.Keyed.Segment.Count);
            }
        }

        views.RemoveAll(view => view.Count == 0);
        views.Insert(Math.Min(place, views.Count), new KeyedView<TKey>(_result!.Current!, _deletions));
        return _result;
    }

    /// <summary>Adds what came to a source. Its records never change their places, so those that were there are not looked through again.</summary>
    private bool TryAdd(Segment source, KeyedView<TKey> later, Template[] templates)
    {
        int end = later.Keyed.Segment.Count;
        return end == source.Count || _result!.TryAdd(later, source.Count, end, source.RecordEnd, templates, _deletions) is not null;
    }

    private void Delete(KeyedView<TKey> source, KeyedView<TKey> later)
    {
        KeyedSegment<TKey> merged = _result!.Current!;
        foreach (int number in Deletions.Between(source.Deletions, later.Deletions))
        {
            if (number < source.Keyed.Segment.Count)
            {
                TKey key = source.Keyed.Keys[number];
                int there = merged.Find(key, KeyedSegment<TKey>.HashOf(key, _comparer), _deletions);
                _deletions = Deletions.With(_deletions, merged.Segment.Count, there);
            }
        }
    }
}
