using System.Diagnostics;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What readers see of updates, and of one another.</summary>
internal sealed class ReaderScenario(Effort effort)
{
    private const int UpdatesPerSecond = 20_000;
    private const int Repetitions = 3;

    /// <summary>Events between two looks at the clock; few, because an event may take milliseconds.</summary>
    private const int AtOnce = 64;

    public MarkdownTable LatencyTable { get; } = new(
        "Readers under updates", "workload", "updates a second", "p50 ns", "p99 ns", "events a second", "p50 to idle");

    public MarkdownTable ThroughputTable { get; } = new("Readers at once", "workload", "threads", "events a second", "to one thread");

    public void Measure(Workload workload, Bars bars)
    {
        var subject = new UpdateSubject(workload);
        EventSet events = workload.Events(effort.LargeEvents);
        Read(subject, events, new Latencies(0), effort.WarmUp);
        Latencies idle = new(20_000_000), busy = new(20_000_000);
        long updates = 0;
        for (int i = 0; i < Repetitions; i++)
        {
            Read(subject, events, idle, effort.Reading);
            using var stop = new CancellationTokenSource();
            var writer = new Thread(() => updates += Write(subject, stop.Token));
            writer.Start();
            Read(subject, events, busy, effort.Reading);
            stop.Cancel();
            writer.Join();
        }

        double seconds = Repetitions * effort.Reading.TotalSeconds;
        double ratio = busy.Quantile(0.5) / idle.Quantile(0.5);
        string name = $"{workload.Name}, {workload.Count:#,0}";
        LatencyTable.Add(name, 0, idle.Quantile(0.5), idle.Quantile(0.99), idle.Count / seconds, 1);
        LatencyTable.Add(name, updates / seconds, busy.Quantile(0.5), busy.Quantile(0.99), busy.Count / seconds, ratio);
        bars.AtLeast($"updates a second beside a reader, {workload.Name}", 0.95 * UpdatesPerSecond, updates / seconds);
        bars.AtMost($"reader p50 under these updates to idle, {workload.Name}", 1.3, ratio);
        subject.Verify(events, Math.Min(100, effort.Verified));
        MeasureThreads(name, new IndexMatch("threads", events, subject.Index));
    }

    private void MeasureThreads(string name, IndexMatch match)
    {
        double one = Throughput(match, 1);
        ThroughputTable.Add(name, 1, one, 1);
        double two = Throughput(match, 2);
        ThroughputTable.Add(name, 2, two, two / one);
    }

    private double Throughput(IndexMatch match, int threads)
    {
        long events = 0;
        int count = Math.Min(AtOnce, match.Events.Count);
        var clock = Stopwatch.StartNew();
        Thread[] readers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (; clock.Elapsed < effort.Reading; Interlocked.Add(ref events, count))
            {
                match.Run(0, count);
            }
        }))];
        Array.ForEach(readers, reader => reader.Start());
        Array.ForEach(readers, reader => reader.Join());
        return events / clock.Elapsed.TotalSeconds;
    }

    private static void Read(UpdateSubject subject, EventSet events, Latencies latencies, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; clock.Elapsed < time; i = (i + 1) % events.Count)
        {
            long start = Stopwatch.GetTimestamp();
            string? last = null;
            foreach (string key in subject.Index.Match(events.Span(i)))
            {
                last = key;
            }

            latencies.Add(Stopwatch.GetTimestamp() - start);
            GC.KeepAlive(last);
        }
    }

    /// <summary>Updates in small bursts, a millisecond apart, so that the writer leaves the core to others in between.</summary>
    private static long Write(UpdateSubject subject, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        long done = 0;
        while (!stop.IsCancellationRequested)
        {
            for (long due = (long)(clock.Elapsed.TotalSeconds * UpdatesPerSecond); done < due && !stop.IsCancellationRequested; done++)
            {
                subject.Replace();
            }

            Thread.Sleep(1);
        }

        return done;
    }
}
