using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Finds the first match of a segment. What keys and conditions decide is checked as for all matches. Of the residual filters, which cost
/// most, only those are evaluated whose subscriptions would be better than the best match known.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal readonly struct FirstMatcher<TId>(SnapshotSegment<TId> segment, Template[] templates)
    where TId : notnull
{
    /// <summary>Replaces the best match if the segment has a better one.</summary>
    /// <param name="context">The event.</param>
    /// <param name="first">The best match of the segments before.</param>
    /// <returns>The number of residual filters that were evaluated.</returns>
    public int Match(MatchContext context, ref FirstMatch<TId> first)
    {
        if (!new SegmentMatcher(segment.View, templates).TryMatchConditions(context))
        {
            return 0;
        }

        Take(context.Hits.All[context.HitsBefore..], ref first);
        Take(context.Candidates.All, ref first);
        return context.Filters.EvaluateFirst(segment, context, ref first);
    }

    private void Take(ReadOnlySpan<int> hits, ref FirstMatch<TId> first)
    {
        foreach (int subscription in hits)
        {
            if (first.IsBeatenBy(segment, subscription))
            {
                first.Set(segment, subscription);
            }
        }
    }
}
