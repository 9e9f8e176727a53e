namespace ScimFilter.Matching;

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
                foreach (int record in segment.Tables[i].Numbers())
                {
                    keys[i]++;
                    entries[i] += CountPostings(segment.Words, record + layout.Templates[i].Attributes.Length);
                }
            }
        }

        return new SubscriptionIndexStatistics(
            snapshot.Count,
            entries.Sum(),
            entries[0],
            snapshot.Views.Length,
            snapshot.Views.Sum(view => view.Keyed.Bytes),
            [.. layout.Templates.Where(template => keys[template.Index] > 0).Select(template => new TemplateStatistics(Names(template), keys[template.Index]))],
            events,
            residualChecks);
    }

    private string[] Names(Template template) =>
        [.. template.Attributes.Select(attribute => snapshot.Layout.Plan.Requests[snapshot.Layout.Attributes[attribute].Slot - 1].Name)];

    private static int CountPostings(int[] words, int head)
    {
        if (words[head] < 0)
        {
            return 1;
        }

        int start = head + 1 + (words[head] * PostingFormat.GroupSize);
        int end = start + (words[head] == 0 ? 0 : words[start - 1]);
        int count = 0;
        for (int i = start; i < end; i++, count++)
        {
            i += words[i] & PostingFormat.HasResidual;
        }

        return count;
    }
}
