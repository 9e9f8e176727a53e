namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Subscriptions and the events that are matched against them. Both follow from seeds, so every run has the same.</summary>
internal abstract class Workload(string name, int count)
{
    public string Name { get; } = name;

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count { get; } = count;

    public abstract SubscriptionSpec[] Subscriptions(int seed);

    public abstract EventSet Events(int count);
}
