using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;

namespace ScimFilter.Matching.Records;

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
        foreach (SnapshotSegment<TId> part in snapshot.Segments)
        {
            CountKeys(part.WithIds.Segment, keys, entries);
        }

        var filters = new FilterBytes();
        return new SubscriptionIndexStatistics(
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
            residualChecks);
    }

    private static bool HasNoEquality(Template template) => template.Attributes.All(attribute => attribute == KeyAttribute.EventType);

    private void CountKeys(Segment segment, long[] keys, long[] entries)
    {
        for (int i = 0; i < segment.Tables.Length; i++)
        {
            foreach (int number in segment.Tables[i].Numbers())
            {
                int record = segment.RecordAt(number);
                if (record >= 0)
                {
                    keys[i]++;
                    entries[i] += CountPostings(segment, record + snapshot.Layout.Templates[i].Attributes.Length);
                }
            }
        }
    }

    private string[] Names(Template template) =>
    [
        .. template.Attributes.Select(attribute => attribute == KeyAttribute.EventType
            ? "(event type)"
            : snapshot.Layout.Plan.Requests[snapshot.Layout.Attributes[attribute].Slot - 1].Name),
    ];

    private static int CountListed(Segment segment, int head)
    {
        int count = 0;
        for (var postings = new ListReader(segment.Lists[RecordFormat.ListOf(segment.Records.AsSpan(head))]); postings.MoveNext();)
        {
            count += RecordFormat.SubscriptionOf(postings.Posting) < segment.Count ? 1 : 0;
        }

        return count;
    }

    private static int CountPostings(Segment segment, int head)
    {
        int count = 0;
        for (var postings = new PostingReader(segment.Records.AsSpan(head), segment.Count); postings.MoveNext();)
        {
            count++;
        }

        return count + (RecordFormat.HasList(segment.Records[head]) ? CountListed(segment, head) : 0);
    }
}
