using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// Reads and matches the events of a workload: one by one and in batches; with early exit and against baselines too, if asked.
/// </summary>
internal sealed class EventScenario(Effort effort)
{
    private const int LargestLoop = 10_000;
    private const int Unit = 0, Parse = 1, Single = 2, Batch = 3, EarlyExit = 4;

    public MarkdownTable Events { get; } = new(
        "Scan and match, per event", "workload", "subscriptions", "event bytes", "matches", "unit ns", "single ns", "median ns", "batch ns",
        "single", "batch", "early exit", "`JsonDocument.Parse`", "bytes allocated, single", "batch", "residual checks");

    public MarkdownTable Baselines { get; } = new(
        "Against baselines, per event", "workload", "subscriptions", "loop of lambdas ns", "times slower", "dictionary ns", "times slower");

    public MarkdownTable Loads { get; } = new(
        "Loading and memory", "workload", "subscriptions", "heap bytes each", "bytes each by statistics", "entries each", "templates",
        "segments", "parsed, per s", "from text, per s");

    public void Measure(Workload workload)
    {
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        BuiltIndex built = BuiltIndex.Load(subscriptions, EventReading.Full);
        List<Candidate> candidates = Candidates(workload, built);
        EventSet events = candidates[Unit].Events;
        new BruteForce(subscriptions).Verify(events, Math.Min(effort.Verified, events.Count), built.Index);
        subscriptions = [];
        Report(workload, built, double.NaN, candidates, new Rounds(effort).Measure(candidates));
    }

    public EventFigures MeasureAgainstBaselines(Workload workload)
    {
        SubscriptionSpec[] specs = workload.Subscriptions(seed: 1);
        Subscription<string>[] subscriptions = [.. specs.Select(spec => spec.Parse())];
        BuiltIndex built = BuiltIndex.Load(subscriptions, EventReading.Full);
        double textPerSecond = BuiltIndex.TimeText(specs);
        (SubscriptionIndex<string> early, _, double perSecond) = BuiltIndex.Load(subscriptions, EventReading.EarlyExit);
        built = built with { PerSecond = Math.Max(built.PerSecond, perSecond) };
        List<Candidate> candidates = Candidates(workload, built);
        EventSet events = candidates[Unit].Events;
        int verified = Math.Min(effort.Verified, events.Count);
        long matches = new BruteForce(subscriptions).Verify(events, verified, built.Index, early);
        candidates.Add(new IndexMatch("early exit", events, early));
        candidates.Add(new TenantDictionary(events, specs));
        if (workload.Count <= LargestLoop)
        {
            candidates.Add(new LambdaLoop(events, subscriptions));
        }

        candidates[(EarlyExit + 1)..].ForEach(baseline =>
            Expect.Equal(matches, baseline.Run(0, verified), $"the number of matches of {baseline.Name}"));
        subscriptions = [];
        specs = [];
        return Report(workload, built, textPerSecond, candidates, new Rounds(effort).Measure(candidates));
    }

    private List<Candidate> Candidates(Workload workload, BuiltIndex built)
    {
        EventSet events = workload.Events(effort.Events(workload.Count));
        return
        [
            new ReaderPass(events), new DocumentParse(events), new IndexMatch("single", events, built.Index),
            new IndexBatch(events, built.Index),
        ];
    }

    private EventFigures Report(Workload workload, BuiltIndex built, double textPerSecond, List<Candidate> candidates, Sample[] samples)
    {
        int count = workload.Count;
        EventSet events = candidates[Unit].Events;
        double Low(int candidate) => candidate < samples.Length ? samples[candidate].Low : double.NaN;
        double unit = Low(Unit), single = Low(Single), dictionary = Low(EarlyExit + 1), loop = Low(EarlyExit + 2);
        double allocated = AllocationMeter.BytesPerEvent(candidates[Single]);
        SubscriptionIndexStatistics statistics = built.Index.GetStatistics();
        Events.Add(
            workload.Name, count, events.MeanLength, (double)candidates[Single].Run(0, events.Count) / events.Count, unit, single,
            samples[Single].Median, Low(Batch), single / unit, Low(Batch) / unit, Low(EarlyExit) / unit, Low(Parse) / unit, allocated,
            AllocationMeter.BytesPerEvent(candidates[Batch]), statistics.ResidualChecksPerEvent);
        if (samples.Length > EarlyExit)
        {
            Baselines.Add(workload.Name, count, loop, loop / single, dictionary, dictionary / single);
        }

        Loads.Add(
            workload.Name, count, (double)built.Heap / count, (double)statistics.Bytes / count, (double)statistics.Entries / count,
            statistics.Templates.Count, statistics.Segments, built.PerSecond, textPerSecond);
        return new EventFigures(
            unit, single, Low(Batch), loop / single, dictionary / single, allocated, (double)built.Heap / count, built.PerSecond,
            textPerSecond);
    }
}
