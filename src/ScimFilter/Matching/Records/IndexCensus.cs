using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>Counts what a snapshot holds.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class IndexCensus<TKey>(Snapshot<TKey> snapshot)
    where TKey : notnull
{
    public SubscriptionIndexStatistics Take(long events, long residualChecks)
    {
        IndexLayout layout = snapshot.Layout;
        long[] keys = new long[layout.Templates.Length];
        long[] entries = new long[layout.Templates.Length];
        foreach (KeyedView<TKey> view in snapshot.Views)
        {
            Segment segment = view.Keyed.Segment;
            for (int i = 0; i < segment.Tables.Length; i++)
            {
                foreach (int number in segment.Tables[i].Numbers())
                {
                    int record = segment.RecordAt(number);
                    if (record >= 0)
                    {
                        keys[i]++;
                        entries[i] += CountPostings(segment, record + layout.Templates[i].Attributes.Length);
                    }
                }
            }
        }

        var filters = new FilterBytes();
        return new SubscriptionIndexStatistics(
            snapshot.Count,
            entries.Sum(),
            layout.Templates.Where(template => template.Attributes.All(attribute => attribute == KeyAttribute.EventType)).Sum(template => entries[template.Index]),
            snapshot.Views.Length,
            snapshot.Views.Sum(view => view.Keyed.Bytes + filters.Of(view.Keyed.Segment.Filters)),
            [.. layout.Templates.Where(template => keys[template.Index] > 0).Select(template => new TemplateStatistics(Names(template), keys[template.Index]))],
            events,
            residualChecks);
    }

    private string[] Names(Template template) =>
    [
        .. template.Attributes.Select(attribute => attribute == KeyAttribute.EventType
            ? "(event type)"
            : snapshot.Layout.Plan.Requests[snapshot.Layout.Attributes[attribute].Slot - 1].Name),
    ];

    private static int CountPostings(Segment segment, int head)
    {
        int count = 0;
        for (var postings = new PostingReader(segment.Records.AsSpan(head), segment.Count); postings.MoveNext();)
        {
            count++;
        }

        return count;
    }
}
