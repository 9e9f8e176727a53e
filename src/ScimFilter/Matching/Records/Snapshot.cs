using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>A segment of a snapshot.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
/// <param name="Keyed">The subscriptions.</param>
/// <param name="Deletions">Those that are no more; null when all are.</param>
internal sealed record KeyedView<TKey>(KeyedSegment<TKey> Keyed, Deletions? Deletions)
    where TKey : notnull
{
    public SegmentView View => new(Keyed.Segment, Deletions);

    public int Count => Keyed.Segment.Count - (Deletions?.Count ?? 0);

    /// <summary>Gets a value indicating whether more than half of the subscriptions are no more.</summary>
    public bool IsWorn => Deletions is not null && Deletions.Count * 2 > Keyed.Segment.Count;

    /// <summary>Adds the keys of some subscriptions to a list, as far as they are not deleted, and what they use to another one.</summary>
    public void AddKeys(int start, int end, List<TKey> keys, List<int> uses)
    {
        for (int i = start; i < end; i++)
        {
            if (Deletions?.Contains(i) != true)
            {
                keys.Add(Keyed.Keys[i]);
                uses.Add(Keyed.Uses.Of(i));
            }
        }
    }

    /// <summary>Discounts what the subscriptions use.</summary>
    public void RemoveUses(LayoutUses uses)
    {
        for (int i = 0; i < Keyed.Segment.Count; i++)
        {
            if (Deletions?.Contains(i) != true)
            {
                uses.Remove(Keyed.Uses.Of(i));
            }
        }
    }

    /// <summary>Gives the segment without the subscriptions before one.</summary>
    public KeyedView<TKey> WithoutFirst(int end) => this with { Deletions = Records.Deletions.WithFirst(Deletions, Keyed.Segment.Count, end) };

    public KeyedView<TKey> Without(int subscription) => this with { Deletions = Records.Deletions.With(Deletions, Keyed.Segment.Count, subscription) };
}

/// <summary>All of an index at one moment. Immutable: whoever holds it sees no later change.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
/// <param name="Layout">How events are read and keys are made.</param>
/// <param name="Views">The segments, the oldest and largest first. A subscription that is not deleted is in one of them.</param>
internal sealed record Snapshot<TKey>(IndexLayout Layout, KeyedView<TKey>[] Views)
    where TKey : notnull
{
    public int Count { get; } = CountOf(Views);

    private static int CountOf(KeyedView<TKey>[] views)
    {
        int count = 0;
        foreach (KeyedView<TKey> view in views)
        {
            count += view.Count;
        }

        return count;
    }
}
