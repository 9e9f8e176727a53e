using BenchmarkDotNet.Attributes;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Runner;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks;

/// <summary>Events against an index, from bytes to keys. `matching` in place of BenchmarkDotNet's arguments measures far more.</summary>
[MemoryDiagnoser]
public class MatchBenchmarks
{
    private const int EventCount = 4_096;

    private ReaderPass _reader = null!;
    private IndexMatch _match = null!;
    private IndexBatch _batch = null!;

    [Params(1_000, 100_000)]
    public int Subscriptions { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var workload = new MixtureWorkload("mixture", Subscriptions, Subscriptions / 100);
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        EventSet events = workload.Events(EventCount);
        SubscriptionIndex<string> index = BuiltIndex.Load(subscriptions, EventReading.Full).Index;
        long matches = new BruteForce(subscriptions).Verify(events, count: 50, index);
        Expect.True(matches is > 50 * 5 and < 50 * 100, $"an event matches some 25 subscriptions, 50 of them match {matches}");
        _reader = new ReaderPass(events);
        _match = new IndexMatch("single", events, index);
        _batch = new IndexBatch(events, index);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = EventCount)]
    public long Utf8JsonReaderPass() => _reader.Run(0, EventCount);

    [Benchmark(OperationsPerInvoke = EventCount)]
    public long Single() => _match.Run(0, EventCount);

    [Benchmark(OperationsPerInvoke = EventCount)]
    public long Batch() => _batch.Run(0, EventCount);
}
