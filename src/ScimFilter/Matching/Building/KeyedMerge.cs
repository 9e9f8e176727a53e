using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Makes one segment of several.</summary>
internal static class KeyedMerge
{
    /// <summary>Copies what is not deleted.</summary>
    /// <typeparam name="TKey">What subscriptions are known by.</typeparam>
    /// <param name="views">The segments.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="builder">An empty builder.</param>
    /// <param name="hasher">The hashes of the index.</param>
    /// <param name="comparer">Tells when two keys are one.</param>
    /// <param name="spare">For how many more subscriptions to leave room.</param>
    /// <returns>The segment, and for each source: by its number there, the number of a subscription in the segment, or -1.</returns>
    public static (KeyedSegment<TKey> Segment, int[][] Numbers) Merge<TKey>(
        KeyedView<TKey>[] views, Template[] templates, SegmentBuilder builder, KeyHasher hasher, IEqualityComparer<TKey> comparer, int spare)
        where TKey : notnull
    {
        var keys = new List<TKey>(views.Sum(view => view.Count));
        var uses = new List<int>(keys.Capacity);
        builder.Reserve(
            views.Select(view => view.Keyed.Segment.Size.PartOf(view.Count, view.Keyed.Segment.Count)).Aggregate((left, right) => left + right),
            views.Sum(view => view.Keyed.Segment.Arena.Length));
        var merger = new SegmentMerger(builder, hasher);
        int[][] numbers = new int[views.Length][];
        for (int i = 0; i < views.Length; i++)
        {
            numbers[i] = merger.Add(views[i].View, templates);
            views[i].AddKeys(0, views[i].Keyed.Segment.Count, keys, uses);
        }

        int[] arranged = builder.Arrange();
        Array.ForEach(numbers, source => Renumber(source, arranged));
        return (new KeyedSegment<TKey>(builder, [.. keys], [.. uses], comparer, arranged, spare), numbers);
    }

    private static void Renumber(int[] numbers, int[] arranged)
    {
        for (int i = 0; i < numbers.Length && arranged.Length > 0; i++)
        {
            numbers[i] = numbers[i] < 0 ? -1 : arranged[numbers[i]];
        }
    }
}
