using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Builds the segment of a builder together with the table of its subscriptions' ids.</summary>
internal static class BuiltSegment
{
    /// <summary>Builds the segment.</summary>
    /// <typeparam name="TId">What a subscription is known by.</typeparam>
    /// <param name="builder">Has the subscriptions.</param>
    /// <param name="ids">The ids, in the order in which the subscriptions were added.</param>
    /// <param name="data">What else is kept of the subscriptions, in the same order.</param>
    /// <param name="comparer">Compares ids.</param>
    /// <param name="arranged">What <see cref="SegmentBuilder.Arrange"/> gave.</param>
    /// <param name="spare">The number of further subscriptions for which to reserve capacity.</param>
    /// <param name="upperHashes">The upper halves of the hashes of the ids, in the same order; null to ask the comparer.</param>
    public static SegmentWithIds<TId> Build<TId>(
        SegmentBuilder builder,
        TId[] ids,
        SubscriptionData[] data,
        IEqualityComparer<TId> comparer,
        int[] arranged,
        int spare,
        uint[]? upperHashes = null)
        where TId : notnull
    {
        TId[] ordered = arranged.Length == 0 ? ids : Renumbered(ids, arranged);
        uint[]? known = upperHashes is null || arranged.Length == 0 ? upperHashes : Renumbered(upperHashes, arranged);
        var table = new HashSlots(ids.Length + spare);
        Segment? segment = null;
        builder.Threads.Run(() => segment = builder.Build(spare), () => Fill(table, ordered, comparer, known));
        SubscriptionData[] kept = arranged.Length == 0 ? data : Renumbered(data, arranged);
        return new SegmentWithIds<TId>(segment!, ordered, new UseNumbers(kept), Priorities.Of(kept), table, [], null, comparer)
        {
            IsSealed = spare == 0,
        };
    }

    private static void Fill<TId>(HashSlots table, TId[] ids, IEqualityComparer<TId> comparer, uint[]? upperHashes)
        where TId : notnull
    {
        for (int i = 0; i < ids.Length; i++)
        {
            table.Add(upperHashes is null ? SegmentWithIds<TId>.HashOf(ids[i], comparer) : IdHash.OfUpper(upperHashes[i]), i);
        }
    }

    private static T[] Renumbered<T>(T[] items, int[] numbers)
    {
        var renumbered = new T[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            renumbered[numbers[i]] = items[i];
        }

        return renumbered;
    }
}
