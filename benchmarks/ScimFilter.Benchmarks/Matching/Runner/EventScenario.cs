using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Reads and matches the events of a workload: one by one, in batches, with early exit; against baselines where they can be had.</summary>
internal sealed class EventScenario(Effort effort)
{
    private const int LargestLoop = 10_000;

    public MarkdownTable Events { get; } = new(
        "Scan and match, per event", "workload", "subscriptions", "matches", "unit ns", "single ns", "median", "batch ns",
        "early exit ns", "single", "batch", "early exit", "Parse", "bytes allocated, single", "batch", "residual checks");

    public MarkdownTable Baselines { get; } = new(
        "Against baselines, per event", "workload", "subscriptions", "loop of lambdas ns", "times slower", "dictionary ns", "times slower");

    public MarkdownTable Loads { get; } = new(
        "Loading and memory", "workload", "subscriptions", "heap bytes each", "bytes each by statistics", "entries each", "templates",
        "segments", "parsed, per s", "from text, per s");

    public EventFigures Measure(Workload workload)
    {
        SubscriptionSpec[] specs = workload.Subscriptions(seed: 1);
        Subscription<string>[] subscriptions = [.. specs.Select(spec => spec.Parse())];
        BuiltIndex built = BuiltIndex.Load(subscriptions, EventReading.Full);
        double textPerSecond = BuiltIndex.TimeText(specs);
        SubscriptionIndex<string> early = BuiltIndex.Load(subscriptions, EventReading.EarlyExit).Index;
        EventSet events = workload.Events(effort.Events(workload.Count));
        var force = new BruteForce(subscriptions);
        int verified = Math.Min(effort.Verified, events.Count);
        force.Verify(built.Index, events, verified);
        force.Verify(early, events, verified);
        bool hasTenants = Array.TrueForAll(specs, spec => spec.Tenant is not null);
        bool isPlain = workload is not RichWorkload;

        List<Candidate> candidates =
        [
            new ReaderPass(events), new DocumentParse(events), new IndexMatch("single", events, built.Index),
            new IndexBatch(events, built.Index), new IndexMatch("early exit", events, early),
        ];
        AddBaseline(candidates, isPlain && workload.Count <= LargestLoop, () => new LambdaLoop(events, subscriptions), verified);
        AddBaseline(candidates, hasTenants, () => new TenantDictionary(events, specs), verified);
        subscriptions = [];
        Sample[] samples = new Rounds(effort).Measure(candidates);
        return Report(workload, built, textPerSecond, candidates, samples);
    }

    /// <summary>Adds a baseline that finds as many matches as the index, or fails.</summary>
    private static void AddBaseline(List<Candidate> candidates, bool isPossible, Func<Candidate> create, int verified)
    {
        if (isPossible)
        {
            Candidate baseline = create();
            Expect.Equal(candidates[2].Run(0, verified), baseline.Run(0, verified), $"the number of matches of {baseline.Name}");
            candidates.Add(baseline);
        }
    }

    private EventFigures Report(Workload workload, BuiltIndex built, double textPerSecond, List<Candidate> candidates, Sample[] samples)
    {
        int count = workload.Count;
        EventSet events = candidates[0].Events;
        double Low(Type type) => candidates.FindIndex(type.IsInstanceOfType) is >= 0 and int i ? samples[i].Low : double.NaN;
        double loop = Low(typeof(LambdaLoop));
        double dictionary = Low(typeof(TenantDictionary));
        double unit = samples[0].Low;
        double single = samples[2].Low;
        SubscriptionIndexStatistics statistics = built.Index.GetStatistics();
        var figures = new EventFigures(
            unit, single, samples[3].Low, samples[4].Low, loop / single, dictionary / single,
            AllocationMeter.BytesPerEvent(candidates[2]), (double)built.Heap / count, built.PerSecond, textPerSecond);

        double matches = (double)candidates[2].Run(0, events.Count) / events.Count;
        Events.Add(
            workload.Name, count, matches, unit, single, samples[2].Median, figures.Batch, figures.EarlyExit, single / unit,
            figures.Batch / unit, figures.EarlyExit / unit, samples[1].Low / unit, figures.Allocated,
            AllocationMeter.BytesPerEvent(candidates[3]), statistics.ResidualChecksPerEvent);
        if (!double.IsNaN(loop) || !double.IsNaN(dictionary))
        {
            Baselines.Add(workload.Name, count, loop, figures.TimesLoop, dictionary, figures.TimesDictionary);
        }

        Loads.Add(
            workload.Name, count, figures.BytesEach, (double)statistics.Bytes / count, (double)statistics.Entries / count,
            statistics.Templates.Count, statistics.Segments, built.PerSecond, textPerSecond);
        return figures;
    }
}
