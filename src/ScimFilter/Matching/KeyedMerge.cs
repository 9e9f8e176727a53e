namespace ScimFilter.Matching;

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
    public static KeyedSegment<TKey> Merge<TKey>(
        KeyedView<TKey>[] views, Template[] templates, SegmentBuilder builder, KeyHasher hasher, IEqualityComparer<TKey> comparer, int spare)
        where TKey : notnull
    {
        var keys = new List<TKey>(views.Sum(view => view.Count));
        builder.Reserve(
            views.Select(view => view.Keyed.Segment.Size).Aggregate((left, right) => left + right),
            views.Sum(view => view.Keyed.Segment.Arena.Length));
        var merger = new SegmentMerger(builder, hasher);
        foreach (KeyedView<TKey> view in views)
        {
            merger.Add(view.View, templates);
            view.AddKeys(0, view.Keyed.Segment.Count, keys);
        }

        return new KeyedSegment<TKey>(builder, [.. keys], comparer, builder.Arrange(), spare);
    }
}
