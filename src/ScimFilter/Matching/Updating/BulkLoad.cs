using System.Runtime.InteropServices;
using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>Builds one sealed segment of many subscriptions.</summary>
/// <remarks>
/// Nothing is reserved by the count that the caller's collection claims: memory only grows with the subscriptions that arrive.
/// </remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class BulkLoad<TId>(KeyHasher hasher, IEqualityComparer<TId> comparer)
    where TId : notnull
{
    private readonly SegmentBuilder _builder = new(hasher, isLoad: true);
    private readonly List<TId> _ids = [];
    private readonly List<SubscriptionData> _data = [];
    private readonly Dictionary<TId, int> _numbers = new(comparer);
    private readonly List<int> _replaced = [];
    private SnapshotSegment<TId>? _segment;

    /// <summary>Adds a subscription.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="data">What else is kept of it.</param>
    public void Add(TId id, ReadOnlySpan<Entry> entries, SubscriptionData data)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, id, out bool isKnown);
        if (isKnown)
        {
            _replaced.Add(number);
        }

        number = _ids.Count;
        _ids.Add(id);
        _data.Add(data);
        _builder.Add(entries);
    }

    /// <summary>Builds the segment. Nothing can be added afterwards.</summary>
    public void Build()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        int[] arranged = _builder.Arrange();
        var segment = new SnapshotSegment<TId>(BuiltSegment.Build(_builder, [.. _ids], [.. _data], comparer, arranged, spare: 0), null);
        foreach (int number in _replaced)
        {
            segment = segment.Without(arranged.Length > 0 ? arranged[number] : number);
        }

        _segment = segment;
    }

    /// <summary>Adds the built segment to others, and tombstones there what it replaces.</summary>
    /// <returns>What the replaced subscriptions used.</returns>
    public List<int> AddTo(List<SnapshotSegment<TId>> segments)
    {
        List<int> unused = [.. _replaced.Select(number => _data[number].Use)];
        if (_segment is null)
        {
            return unused;
        }

        if (segments.Count > 0)
        {
            foreach (TId id in _numbers.Keys)
            {
                if (SnapshotWriter<TId>.Remove(segments, id, SegmentWithIds<TId>.HashOf(id, comparer), out int use))
                {
                    unused.Add(use);
                }
            }
        }

        // The largest come first.
        int place = segments.FindIndex(other => other.Count < _segment.Count);
        segments.Insert(place < 0 ? segments.Count : place, _segment);
        return unused;
    }
}
