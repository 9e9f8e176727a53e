using System.Diagnostics;
using System.Globalization;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Hours of change in minutes: replaces subscriptions as fast as it goes. Memory and segments have to stay as they are.</summary>
internal sealed class ChurnScenario(Effort effort)
{
    private const int Steps = 24;

    public MarkdownTable Table { get; } = new(
        "Churn", "replaced so far", "updates a second",
        "index MB on the heap", "MB by statistics", "segments", "entries", "gen 0", "gen 1", "gen 2");

    public void Measure(Workload workload, Bars bars)
    {
        var subject = new UpdateSubject(workload);
        long done = 0;
        double[] heaps = new double[Steps];
        double[] ratios = new double[Steps];
        Report(subject, 0, double.NaN);
        for (int step = 1; step <= Steps; step++)
        {
            var clock = Stopwatch.StartNew();
            long before = done;
            for (; clock.Elapsed < effort.Churn / Steps; done++)
            {
                subject.Replace();
            }

            (heaps[step - 1], ratios[step - 1]) = Report(subject, done, (done - before) / clock.Elapsed.TotalSeconds);
        }

        subject.Verify(workload.Events(effort.SmallEvents), Math.Min(100, effort.Verified));

        // The least, as an index is larger before a merge than behind it; what leaks is in the least too.
        bars.AtMost($"least heap in the second half of {done:#,0} replacements, to the first half", 1.1, Growth(heaps));
        bars.AtMost("the same, of what is on the heap for each byte that the statistics know", 1.1, Growth(ratios));
    }

    /// <summary>The first step has merged nothing yet.</summary>
    private static double Growth(double[] figures) => figures[(Steps / 2)..].Min() / figures[1..(Steps / 2)].Min();

    private (double Heap, double ToStatistics) Report(UpdateSubject subject, long done, double rate)
    {
        Thread.Sleep(effort.Rest);
        SubscriptionIndexStatistics statistics = subject.Index.GetStatistics();
        double heap = subject.Heap / 1e6;
        Table.Add(
            done.ToString("#,0", CultureInfo.InvariantCulture), rate, heap, statistics.Bytes / 1e6, statistics.Segments,
            statistics.Entries + statistics.RemovedEntries, GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        return (heap, heap * 1e6 / statistics.Bytes);
    }
}
