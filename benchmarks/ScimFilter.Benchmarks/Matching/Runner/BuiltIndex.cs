using System.Diagnostics;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>An index over the subscriptions of a workload, and what it took to build it.</summary>
/// <param name="Index">The index.</param>
/// <param name="Heap">The growth of the managed heap in bytes. Ids and parsed filters were there before.</param>
/// <param name="PerSecond">The subscriptions loaded per second.</param>
internal sealed record BuiltIndex(SubscriptionIndex<string> Index, long Heap, double PerSecond)
{
    public static SubscriptionIndex<string> CreateEmpty(EventReading reading) => CreateEmpty(reading, SubscriptionIndexOptions.Default);

    public static SubscriptionIndex<string> CreateEmpty(EventReading reading, SubscriptionIndexOptions options) =>
        CreateEmpty(new FilterCompilerOptions { CaseExact = true, EventReading = reading }, options);

    public static BuiltIndex Load(Subscription<string>[] subscriptions, EventReading reading) =>
        Load(subscriptions, new FilterCompilerOptions { CaseExact = true, EventReading = reading });

    public static BuiltIndex Load(Subscription<string>[] subscriptions, FilterCompilerOptions compiler)
    {
        long before = ManagedHeap.Measure();
        SubscriptionIndex<string> index = CreateEmpty(compiler, SubscriptionIndexOptions.Default);
        double perSecond = Time(index, subscriptions, subscriptions.Length);
        long heap = ManagedHeap.Measure() - before;
        Expect.Equal(subscriptions.Length, index.Count, "the number of subscriptions");
        return new BuiltIndex(index, heap, perSecond);
    }

    /// <summary>Loads from text.</summary>
    /// <returns>The subscriptions parsed and loaded per second.</returns>
    public static double TimeText(SubscriptionSpec[] subscriptions) =>
        Time(CreateEmpty(EventReading.Full), subscriptions.Select(subscription => subscription.Parse()), subscriptions.Length);

    /// <summary>Loads into another index.</summary>
    /// <returns>The subscriptions loaded per second.</returns>
    public static double Time(Subscription<string>[] subscriptions, FilterCompilerOptions compiler) =>
        Time(CreateEmpty(compiler, SubscriptionIndexOptions.Default), subscriptions, subscriptions.Length);

    private static SubscriptionIndex<string> CreateEmpty(FilterCompilerOptions compiler, SubscriptionIndexOptions options) =>
        new(options with { Compiler = new FilterCompiler(compiler) });

    /// <remarks>By the clock on the wall, as a load has a thread to help it.</remarks>
    private static double Time(SubscriptionIndex<string> index, IEnumerable<Subscription<string>> subscriptions, int count)
    {
        long start = Stopwatch.GetTimestamp();
        index.Load(subscriptions);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
