using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Merges segments into one.</summary>
internal static class SegmentMerge
{
    /// <summary>Copies what is not tombstoned. Makes no call of the comparer.</summary>
    /// <typeparam name="TId">What a subscription is known by.</typeparam>
    /// <param name="sources">The segments.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="builder">An empty builder.</param>
    /// <param name="hasher">The hasher of the index.</param>
    /// <param name="comparer">Compares ids.</param>
    /// <param name="spare">The number of further subscriptions for which to reserve capacity.</param>
    /// <returns>The segment, and by source and subscription number there: the subscription number in the segment, or -1.</returns>
    public static (SegmentWithIds<TId> Segment, int[][] Numbers) Merge<TId>(
        SnapshotSegment<TId>[] sources,
        Template[] templates,
        SegmentBuilder builder,
        KeyHasher hasher,
        IEqualityComparer<TId> comparer,
        int spare)
        where TId : notnull
    {
        var ids = new List<TId>(sources.Sum(source => source.Count));
        var upperHashes = new List<uint>(ids.Capacity);
        var data = new List<SubscriptionData>(ids.Capacity);
        SegmentSize size = default;
        foreach (SnapshotSegment<TId> source in sources)
        {
            size += source.WithIds.Segment.Size.ShareOf(source.Count, source.WithIds.Segment.Count);
        }

        builder.Reserve(size, sources.Sum(source => source.WithIds.Segment.Arena.Length));
        var merger = new SegmentMerger(builder, hasher);
        int[][] numbers = new int[sources.Length][];
        for (int i = 0; i < sources.Length; i++)
        {
            numbers[i] = merger.Add(sources[i].View, templates);
            sources[i].CopyTo(0, sources[i].WithIds.Segment.Count, ids, upperHashes, data);
        }

        int[] arranged = builder.Arrange();
        Array.ForEach(numbers, source => Renumber(source, arranged));
        return (BuiltSegment.Build(builder, [.. ids], [.. data], comparer, arranged, spare, [.. upperHashes]), numbers);
    }

    private static void Renumber(int[] numbers, int[] arranged)
    {
        for (int i = 0; i < numbers.Length && arranged.Length > 0; i++)
        {
            numbers[i] = numbers[i] < 0 ? -1 : arranged[numbers[i]];
        }
    }
}
