using ScimFilter.Json;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Matches events as on a conveyor: while one is read, the memory arrives that those before it asked for. Reused; not thread-safe.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class BatchMatcher<TKey>(KeyHasher hasher)
    where TKey : notnull
{
    /// <summary>The steps that an event takes, each while the event behind it takes the one before.</summary>
    private const int Steps = 5;

    private readonly MatchContext[] _contexts = [.. Enumerable.Range(0, Steps).Select(_ => new MatchContext(hasher))];

    public void Match(Snapshot<TKey> snapshot, IReadOnlyList<ReadOnlyMemory<byte>> events, ReadLimits limits, Action<int, TKey> found)
    {
        if (snapshot.Views.Length == 0)
        {
            Read(snapshot, events, limits);
            return;
        }

        SegmentMatcher[] segments = [.. snapshot.Views.Select(view => new SegmentMatcher(view.View, snapshot.Layout.Templates))];
        for (int i = 0; i < events.Count + Steps - 1; i++)
        {
            for (int step = Math.Max(0, i - events.Count + 1); step < Steps && step <= i; step++)
            {
                Take(step, i - step, snapshot, segments, events, limits, found);
            }
        }
    }

    /// <summary>Ends a batch: gives back the memory that large events left.</summary>
    /// <returns>The number of events and of checks.</returns>
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

    /// <summary>Nothing is there to be found, yet what is no JSON is refused.</summary>
    private void Read(Snapshot<TKey> snapshot, IReadOnlyList<ReadOnlyMemory<byte>> events, ReadLimits limits)
    {
        foreach (ReadOnlyMemory<byte> @event in events)
        {
            EventReader.Read(@event.Span, snapshot.Layout.Plan, _contexts[0].Slots, limits);
            _contexts[0].Begin(snapshot.Layout);
        }
    }

    /// <summary>Lets an event take a step. Only the first segment, the largest by far, is worth waiting for; the others are read at once.</summary>
    private void Take(
        int step,
        int number,
        Snapshot<TKey> snapshot,
        SegmentMatcher[] segments,
        IReadOnlyList<ReadOnlyMemory<byte>> events,
        ReadLimits limits,
        Action<int, TKey> found)
    {
        MatchContext context = _contexts[number % Steps];
        switch (step)
        {
            case 0:
                Prefetch.Text(number + 1 < events.Count ? events[number + 1].Span : default);
                EventReader.Read(events[number].Span, snapshot.Layout.Plan, context.Slots, limits);
                context.Begin(snapshot.Layout);
                segments[0].Records.Ask(context);
                break;
            case 1:
                segments[0].Records.Find(context);
                break;
            case 2:
                segments[0].Records.AskForValues(context);
                break;
            case 3:
                segments[0].ReadPostings(context, snapshot.Views[0].Keyed.Keys);
                break;
            default:
                segments[0].Conclude(context);
                for (int i = 1; i < segments.Length; i++)
                {
                    segments[i].Match(context, snapshot.Views[i].Keyed.Keys);
                }

                Tell(snapshot.Views, context, number, found);
                break;
        }
    }

    private static void Tell(KeyedView<TKey>[] views, MatchContext context, int number, Action<int, TKey> found)
    {
        ReadOnlySpan<int> hits = context.Hits.All;
        int hit = 0;
        for (int view = 0; view < views.Length; view++)
        {
            TKey[] keys = views[view].Keyed.Keys;
            for (; hit < context.SegmentEnds[view]; hit++)
            {
                found(number, keys[hits[hit]]);
            }
        }
    }
}
