using ScimFilter.Matching.Keys;

using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Statistics;

/// <summary>Counts what a snapshot holds, by walking through all its tables.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class IndexStatistics<TId>(Snapshot<TId> snapshot)
    where TId : notnull
{
    /// <summary>Gives the figures.</summary>
    /// <param name="events">The number of events matched so far.</param>
    /// <param name="residualChecks">The number of checks so far.</param>
    public SubscriptionIndexStatistics Count(long events, long residualChecks)
    {
        IndexLayout layout = snapshot.Layout;
        long[] keys = new long[layout.Templates.Length];
        long[] entries = new long[layout.Templates.Length];
        var paths = new AccessPathCounts<TId>(layout);
        foreach (SnapshotSegment<TId> part in snapshot.Segments)
        {
            CountKeys(part, keys, entries, paths);
        }

        var filters = new FilterBytes();
        return paths.AddTo(new SubscriptionIndexStatistics(
            snapshot.Count,
            entries.Sum(),
            layout.Templates.Where(HasNoEquality).Sum(template => entries[template.Index]),
            snapshot.Segments.Length,
            snapshot.Segments.Sum(part => part.WithIds.Bytes + filters.Of(part.WithIds.Segment.Filters)),
            [
                .. layout.Templates.Where(template => keys[template.Index] > 0)
                    .Select(template => new TemplateStatistics(Names(template), keys[template.Index])),
            ],
            events,
            residualChecks));
    }

    private static bool HasNoEquality(Template template) => template.Attributes.All(attribute => attribute == KeyAttribute.EventType);

    private void CountKeys(SnapshotSegment<TId> part, long[] keys, long[] entries, AccessPathCounts<TId> paths)
    {
        Segment segment = part.WithIds.Segment;
        for (int i = 0; i < segment.Tables.Length; i++)
        {
            foreach (int number in segment.Tables[i].Numbers())
            {
                int record = segment.RecordAt(number);
                if (record >= 0)
                {
                    keys[i]++;
                    entries[i] += paths.Count(new RecordPlace<TId>(part, snapshot.Layout.Templates[i], record));
                }
            }
        }
    }

    private string[] Names(Template template) =>
        [.. template.Attributes.Select(attribute => ConditionText.NameOf(snapshot.Layout, attribute))];
}
