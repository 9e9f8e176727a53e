using System.Diagnostics;
using System.Globalization;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Replaces, adds and removes one subscription after the other, each visible to the next read.</summary>
internal sealed class UpdateScenario(Effort effort)
{
    public MarkdownTable Table { get; } = new(
        "Updates, us each", "workload", "operation", "mean", "p50", "p99", "bytes allocated each", "segments after");

    /// <summary>Measures updates.</summary>
    /// <param name="workload">Has the subscriptions.</param>
    /// <param name="bars">Gets the figure, and what was aimed at.</param>
    /// <param name="most">What was aimed at: the most microseconds for an update.</param>
    public void Measure(Workload workload, Bars bars, double most)
    {
        var subject = new UpdateSubject(workload);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < effort.WarmUp;)
        {
            subject.Replace();
        }

        UpdateSubject.Change[] replacements = [.. Enumerable.Range(0, effort.Updates).Select(_ => subject.Choose())];
        UpdateSubject.Change[] additions = [.. Enumerable.Range(0, effort.Updates).Select(i => subject.Choose(AddedKey(i)))];
        double replaced = Phase(workload, subject, "replace", i => subject.Make(replacements[i]));
        double inserted = Phase(workload, subject, "add", i => subject.Make(additions[i]));
        double removed = Phase(workload, subject, "remove", i => subject.Remove(additions[i].Key));
        Array.ForEach(replacements, subject.Note);
        subject.Verify(workload.Events(effort.SmallEvents), Math.Min(100, effort.Verified));
        double worst = Math.Max(replaced, Math.Max(inserted, removed));
        bars.AtMost($"one update, {workload.Name}, {workload.Count:#,0}, us, mean of the worst kind", most, worst);
    }

    private static string AddedKey(int number) => $"added-{number.ToString(CultureInfo.InvariantCulture)}";

    private double Phase(Workload workload, UpdateSubject subject, string operation, Action<int> update)
    {
        var latencies = new Latencies(effort.Updates);
        long before = GC.GetAllocatedBytesForCurrentThread();
        double started = ThreadClock.Nanoseconds;
        for (int i = 0; i < effort.Updates; i++)
        {
            long start = Stopwatch.GetTimestamp();
            update(i);
            latencies.Add(Stopwatch.GetTimestamp() - start);
        }

        double allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / effort.Updates;
        double mean = (ThreadClock.Nanoseconds - started) / effort.Updates / 1_000;
        Table.AddText(
            [$"{workload.Name}, {workload.Count:#,0}", operation, .. ((double[])
            [
                mean, latencies.Quantile(0.5) / 1_000, latencies.Quantile(0.99) / 1_000, allocated, subject.Index.GetStatistics().Segments,
            ]).Select(MarkdownTable.Number)]);
        return mean;
    }
}
