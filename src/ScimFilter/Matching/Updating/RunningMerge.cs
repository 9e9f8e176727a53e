using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// A merge of segments in the background. Until it ends, nothing is added to the sources, see <see cref="SnapshotWriter{TId}.BeginMerge"/>;
/// what is removed from them meanwhile is tombstoned in the result as well. Used by one thread at a time; any thread may call <see
/// cref="Has"/>.
/// </summary>
/// <remarks>Removals are carried over by subscription number, so that an id whose comparer fails cannot make them fail.</remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class RunningMerge<TId>
    where TId : notnull
{
    private readonly Template[] _templates;
    private readonly KeyHasher _hasher;
    private readonly IEqualityComparer<TId> _comparer;
    private readonly SnapshotSegment<TId>[] _sources;
    private readonly bool _isReallocation;
    private readonly int _spare;
    private int[][] _numbers = [];
    private GrowingSegment<TId>? _result;
    private Tombstones? _tombstones;

    /// <summary>Prepares a merge.</summary>
    /// <param name="due">The segments to merge.</param>
    /// <param name="all">All segments of the index.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="hasher">The hasher of the index.</param>
    /// <param name="comparer">Compares ids.</param>
    public RunningMerge(
        SnapshotSegment<TId>[] due, SnapshotSegment<TId>[] all, Template[] templates, KeyHasher hasher, IEqualityComparer<TId> comparer)
    {
        (_templates, _hasher, _comparer) = (templates, hasher, comparer);

        // Only the first segment of an index grows large.
        _spare = due[0] == all[0] ? Math.Max(Thresholds.MinMergeSpare, due.Sum(segment => segment.Count)) : 0;

        // When the others are small enough to be moved, the first one only needs capacity.
        _isReallocation = due.Length == all.Length && due.Length > 1 && due[0].WithIds.IsSealed && !due[0].IsWorn
            && Array.TrueForAll(due[1..], segment => segment.Count <= Math.Min(_spare, Thresholds.LargestMoved));
        _sources = _isReallocation ? due[..1] : [.. due];
    }

    /// <summary>Whether a segment is among those that the result replaces.</summary>
    public bool Has(SnapshotSegment<TId> segment)
    {
        foreach (SnapshotSegment<TId> source in _sources)
        {
            if (source.WithIds.Origin == segment.WithIds.Origin)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Builds the result. Any thread may; no lock is needed.</summary>
    public void Run()
    {
        if (_isReallocation)
        {
            _result = new GrowingSegment<TId>(_sources[0].WithIds, _templates, _hasher, _comparer);
            _result.Reallocate(_spare);
            return;
        }

        var builder = new SegmentBuilder(_hasher, isLoad: false);
        (SegmentWithIds<TId> merged, _numbers) = SegmentMerge.Merge(_sources, _templates, builder, _hasher, _comparer, _spare);
        _result = new GrowingSegment<TId>(merged, _templates, _hasher, _comparer);
    }

    /// <summary>Tombstones in the result what was removed from the sources since the merge began, or since the last call.</summary>
    /// <param name="segments">The current segments of the index.</param>
    public void CatchUp(IReadOnlyList<SnapshotSegment<TId>> segments)
    {
        for (int i = 0; i < _sources.Length && !_isReallocation; i++)
        {
            SnapshotSegment<TId> source = _sources[i];
            SnapshotSegment<TId>? later = segments.FirstOrDefault(segment => segment.WithIds.Origin == source.WithIds.Origin);
            if (later is null)
            {
                continue;
            }

            foreach (int number in Tombstones.Between(source.Tombstones, later.Tombstones))
            {
                if (_numbers[i][number] >= 0)
                {
                    _tombstones = Tombstones.With(_tombstones, _result!.Current!.Segment.Count, _numbers[i][number]);
                }
            }

            _sources[i] = later;
        }
    }

    /// <summary>
    /// Removes the tables of templates that became unused since the merge began, as all their postings were removed. Their numbers may
    /// stand for other templates by now; the sources have nothing of those, as nothing was added to them.
    /// </summary>
    /// <param name="templates">The current templates of the index.</param>
    public void RemoveUnused(Template[] templates)
    {
        bool IsStillThere(Template before) => before.Index < templates.Length && before.Attributes == templates[before.Index].Attributes;
        Template[] left = [.. _templates.Select(before => IsStillThere(before) ? before : before with { IsUnused = true })];
        if (UnusedTables.AreIn(_result!.Current!.Segment.Tables, left))
        {
            _result.Without(left);
        }
    }

    /// <summary>Replaces the sources by the result.</summary>
    /// <param name="segments">The segments of the index, for which <see cref="CatchUp"/> was called.</param>
    /// <returns>The result, which may take more subscriptions; null when the index was cleared meanwhile.</returns>
    public GrowingSegment<TId>? Replace(List<SnapshotSegment<TId>> segments)
    {
        int place = segments.FindIndex(Has);
        if (place < 0)
        {
            return null;
        }

        if (_isReallocation)
        {
            segments[place] = segments[place] with { WithIds = _result!.Current! };
            return _result;
        }

        segments.RemoveAll(Has);
        segments.Insert(Math.Min(place, segments.Count), new SnapshotSegment<TId>(_result!.Current!, _tombstones));
        return _result;
    }
}
