using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// One segment in the making out of several. Nothing is added to the sources meanwhile, see <see cref="IndexWriter{TKey}.BeginMerge"/>;
/// what is deleted of them is deleted of the result as well. Used by one thread at a time; <see cref="Has"/> may be asked by any.
/// </summary>
/// <remarks>Subscriptions are known by their numbers alone: a key whose hash has changed, or that does not compare, is no trouble here.</remarks>
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
    private int[][] _numbers = [];
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
        (KeyedSegment<TKey> merged, _numbers) = KeyedMerge.Merge(_sources, _templates, builder, _hasher, _comparer, _spare);
        _result = new GrowingSegment<TKey>(merged, _templates, _hasher, _comparer);
    }

    /// <summary>Deletes of the result what was deleted of the sources since.</summary>
    /// <param name="views">The segments of the index as they are now.</param>
    public void CatchUp(IReadOnlyList<KeyedView<TKey>> views)
    {
        for (int i = 0; i < _sources.Length && !_isWidening; i++)
        {
            KeyedView<TKey> source = _sources[i];
            KeyedView<TKey>? later = views.FirstOrDefault(view => view.Keyed.Origin == source.Keyed.Origin);
            if (later is null)
            {
                continue;
            }

            foreach (int number in Deletions.Between(source.Deletions, later.Deletions))
            {
                if (_numbers[i][number] >= 0)
                {
                    _deletions = Deletions.With(_deletions, _result!.Current!.Segment.Count, _numbers[i][number]);
                }
            }

            _sources[i] = later;
        }
    }

    /// <summary>
    /// Takes out the tables of templates that came to be unused since: their postings were deleted meanwhile. Their numbers may stand for other
    /// templates by now, of which the sources have nothing, as nothing was added to them.
    /// </summary>
    /// <param name="templates">The templates of the index as they are now.</param>
    public void RemoveUnused(Template[] templates)
    {
        Template[] left = [.. _templates.Select(before => before.Index < templates.Length && before.Attributes == templates[before.Index].Attributes
            ? before
            : before with { IsUnused = true })];
        if (UnusedTables.AreIn(_result!.Current!.Segment.Tables, left))
        {
            _result.Without(left);
        }
    }

    /// <summary>Puts the segment in the place of its sources.</summary>
    /// <param name="views">The segments of the index, up to which was caught up.</param>
    /// <returns>The segment, which may take more; null when the index was cleared.</returns>
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

        views.RemoveAll(Has);
        views.Insert(Math.Min(place, views.Count), new KeyedView<TKey>(_result!.Current!, _deletions));
        return _result;
    }
}
