using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// What becomes unused when a load replaces subscriptions, so that the load is only refused if its result exceeds the limit of attributes.
/// Remembers ids, and looks up what they use only when the limit is reached. Used by one thread at a time.
/// </summary>
/// <remarks>
/// What a subscription of the index uses is looked up once. If another writer changes that subscription while the load runs, the limit is
/// enforced inexactly until the load ends.
/// </remarks>
/// <typeparam name="TId">What subscriptions are known by.</typeparam>
internal sealed class ReplacedUses<TId>(IEqualityComparer<TId> comparer)
    where TId : notnull
{
    private readonly List<TId> _ids = [];

    /// <summary>By id: the set of its last subscription in the load. Has the first <see cref="_known"/> ids.</summary>
    private readonly Dictionary<TId, int> _last = new(comparer);

    /// <summary>By the number of a set: how many subscriptions with it are replaced, of the index and of the load.</summary>
    private readonly Dictionary<int, int> _leaving = [];

    /// <summary>By the number of a set: how many subscriptions of the load have it and are not replaced.</summary>
    private readonly Dictionary<int, int> _staying = [];

    private int _known;

    /// <summary>Gets the number of the set of each subscription of the load, see <see cref="LayoutUses"/>.</summary>
    public List<int> Uses { get; } = [];

    /// <summary>Adds a subscription of the load.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="use">The number of the set of what it uses.</param>
    public void Add(TId id, int use)
    {
        _ids.Add(id);
        Uses.Add(use);
    }

    /// <summary>Whether a subscription of the load that is not replaced uses the same as a further one, which then adds nothing.</summary>
    /// <param name="use">The number of the set of what the further one uses.</param>
    /// <param name="segments">The segments of the index.</param>
    public bool Has(int use, SnapshotSegment<TId>[] segments)
    {
        Read(segments);
        return _staying.GetValueOrDefault(use) > 0;
    }

    /// <summary>Gives the subscriptions that are replaced by the load and a further subscription.</summary>
    /// <param name="id">The id of the further subscription.</param>
    /// <param name="segments">The segments of the index.</param>
    /// <returns>By the number of a set: how many subscriptions with it are replaced.</returns>
    public Dictionary<int, int> LeavingWith(TId id, SnapshotSegment<TId>[] segments)
    {
        Read(segments);
        var leaving = new Dictionary<int, int>(_leaving);
        Count(leaving, _last.TryGetValue(id, out int own) ? own : UseOf(id, segments));
        return leaving;
    }

    private void Read(SnapshotSegment<TId>[] segments)
    {
        for (; _known < _ids.Count; _known++)
        {
            ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, _ids[_known], out bool isKnown);
            Count(_leaving, isKnown ? last : UseOf(_ids[_known], segments));
            if (isKnown)
            {
                _staying[last]--;
            }

            last = Uses[_known];
            Count(_staying, last);
        }
    }

    private static void Count(Dictionary<int, int> leaving, int use)
    {
        if (use != LayoutUses.None)
        {
            leaving[use] = leaving.GetValueOrDefault(use) + 1;
        }
    }

    private int UseOf(TId id, SnapshotSegment<TId>[] segments) =>
        SnapshotWriter<TId>.UseOf(segments, id, SegmentWithIds<TId>.HashOf(id, comparer));
}
