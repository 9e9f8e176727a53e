using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Runner;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Loads a workload, compares what the index finds with brute force, and times it.</summary>
/// <param name="title">The title of the table.</param>
/// <param name="arguments">How long it is measured, and how texts are compared.</param>
internal sealed class OperatorScenario(string title, MatchingArguments arguments)
{
    private const int LeastVerified = 8;

    /// <summary>The length of an event that counts as one evaluation of a filter; longer events count as several.</summary>
    private const double UsualLength = 400;

    private static readonly TimeSpan _counting = TimeSpan.FromSeconds(0.5);

    public MarkdownTable Table { get; } = new(
        title, "kind", "subscriptions", "event bytes", "matches", "unit ns", "ns", "median ns", "units", "bytes allocated",
        "residual checks", "bytes each", "bytes each by statistics", "parsed, loaded per s");

    /// <summary>Measures a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="expected">The number of subscriptions that each event matches, where it is known.</param>
    public OperatorFigures Measure(Workload workload, int? expected)
    {
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        BuiltIndex built = BuiltIndex.Load(subscriptions, arguments.Compiler);
        double perSecond = Math.Max(built.PerSecond, BuiltIndex.Time(subscriptions, arguments.Compiler));
        EventSet events = workload.Events(arguments.Effort.Events(workload.Count));
        double affordable = arguments.Effort.Evaluations / (workload.Count * Math.Max(1, events.MeanLength / UsualLength));
        int verified = Math.Min((int)Math.Clamp(affordable, LeastVerified, arguments.Effort.Verified), events.Count);
        long found = new BruteForce(subscriptions, arguments.Compiler).Verify(events, verified, built.Index);
        Expect.Equal(expected * verified ?? found, found, $"the number of matches of {verified} events");
        if (workload.Count <= OracleCheck.MostSubscriptions)
        {
            OracleCheck.Verify(subscriptions, arguments.Compiler, events, built.Index);
        }

        subscriptions = [];

        var match = new IndexMatch(workload.Name, events, built.Index);
        Sample[] samples = new Rounds(arguments.Effort).Measure(new ReaderPass(events), match);
        (double unit, Sample single) = (samples[0].Low, samples[1]);
        int counted = (int)Math.Clamp(_counting.TotalNanoseconds / single.Low, LeastVerified, events.Count);
        SubscriptionIndexStatistics before = built.Index.GetStatistics();
        double matches = (double)match.Run(0, counted) / counted;
        SubscriptionIndexStatistics after = built.Index.GetStatistics();
        double checks = (double)(after.ResidualChecks - before.ResidualChecks) / counted;
        double allocated = AllocationMeter.BytesPerEvent(match, counted);
        double bytesEach = (double)built.Heap / workload.Count;
        Table.Add(
            workload.Name, workload.Count, events.MeanLength, matches, unit, single.Low, single.Median, single.Low / unit, allocated,
            checks, bytesEach, (double)after.Bytes / workload.Count, perSecond);
        return new OperatorFigures(single.Low / unit, matches, allocated, bytesEach, perSecond);
    }
}
