using ScimFilter.Json;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Matches events as a pipeline: each event is one step ahead of the next, so that the memory that a step prefetches arrives while the
/// other events do theirs. Reused; not thread-safe.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class BatchMatcher<TId>(KeyHasher hasher)
    where TId : notnull
{
    /// <summary>The number of steps, and so of events in the pipeline.</summary>
    private const int Steps = 5;

    private readonly MatchContext[] _contexts = [.. Enumerable.Range(0, Steps).Select(_ => new MatchContext(hasher))];

    /// <summary>Matches events.</summary>
    /// <param name="snapshot">The subscriptions.</param>
    /// <param name="events">The events as JSON in UTF-8.</param>
    /// <param name="limits">The limits of an event.</param>
    /// <param name="found">Is called for each match with the number of the event and the id, event by event.</param>
    public void Match(Snapshot<TId> snapshot, IReadOnlyList<ReadOnlyMemory<byte>> events, ReadLimits limits, Action<int, TId> found)
    {
        if (snapshot.Segments.Length == 0)
        {
            Read(snapshot, events, limits);
            return;
        }

        SegmentMatcher[] segments = [.. snapshot.Segments.Select(segment => new SegmentMatcher(segment.View, snapshot.Layout.Templates))];
        var run = new Run(snapshot, segments, events, limits, found);
        for (int i = 0; i < events.Count + Steps - 1; i++)
        {
            for (int step = Math.Max(0, i - events.Count + 1); step < Steps && step <= i; step++)
            {
                Take(step, i - step, run);
            }
        }
    }

    /// <summary>Ends a batch, also after an exception: frees the memory that large events left.</summary>
    /// <returns>The number of events and checks since the last call.</returns>
    public (long Events, long ResidualChecks) End()
    {
        (long Events, long ResidualChecks) sum = default;
        foreach (MatchContext context in _contexts)
        {
            context.Trim();
            (long events, long residualChecks) = context.TakeCounts();
            sum = (sum.Events + events, sum.ResidualChecks + residualChecks);
        }

        return sum;
    }

    /// <summary>Reads events only: in an empty index, too, what is not JSON is refused.</summary>
    private void Read(Snapshot<TId> snapshot, IReadOnlyList<ReadOnlyMemory<byte>> events, ReadLimits limits)
    {
        foreach (ReadOnlyMemory<byte> @event in events)
        {
            EventReader.Read(@event.Span, snapshot.Layout.Plan, _contexts[0].Slots, limits);
            _contexts[0].Begin(snapshot.Layout);
        }
    }

    /// <summary>
    /// Does one step of one event. Only the first segment, by far the largest, goes through the pipeline; the last step does the others.
    /// </summary>
    private void Take(int step, int number, in Run run)
    {
        MatchContext context = _contexts[number % Steps];
        SegmentMatcher[] segments = run.Segments;
        switch (step)
        {
            case 0:
                Prefetch.Text(number + 1 < run.Events.Count ? run.Events[number + 1].Span : default);
                EventReader.Read(run.Events[number].Span, run.Snapshot.Layout.Plan, context.Slots, run.Limits);
                context.Begin(run.Snapshot.Layout);
                segments[0].Records.PrefetchBuckets(context);
                break;
            case 1:
                segments[0].Records.Find(context);
                break;
            case 2:
                segments[0].Records.PrefetchValues(context);
                break;
            case 3:
                segments[0].ReadPostings(context, run.Snapshot.Segments[0].WithIds.Ids);
                break;
            default:
                segments[0].Conclude(context);
                for (int i = 1; i < segments.Length; i++)
                {
                    segments[i].Match(context, run.Snapshot.Segments[i].WithIds.Ids);
                }

                Report(context, number, run);
                break;
        }
    }

    private static void Report(MatchContext context, int number, in Run run)
    {
        ReadOnlySpan<int> hits = context.Hits.All;
        int hit = 0;
        for (int segment = 0; segment < run.Segments.Length; segment++)
        {
            TId[] ids = run.Snapshot.Segments[segment].WithIds.Ids;
            for (; hit < context.SegmentEnds[segment]; hit++)
            {
                run.Found(number, ids[hits[hit]]);
            }
        }
    }

    /// <summary>What all steps of a batch need.</summary>
    private readonly record struct Run(
        Snapshot<TId> Snapshot,
        SegmentMatcher[] Segments,
        IReadOnlyList<ReadOnlyMemory<byte>> Events,
        ReadLimits Limits,
        Action<int, TId> Found);
}
