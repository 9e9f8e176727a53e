namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Subscriptions drawn at random, and the CloudEvents of <see cref="EventWriter"/>.</summary>
internal abstract class CloudEventWorkload(string name, int count) : Workload(name, count)
{
    private static readonly double[] _typeCounts = [35, 30, 20, 15];

    private readonly Popularity _typePopularity = new(Enumerable.Range(1, Names.EventTypes.Length).Select(rank => Math.Pow(rank, -1.2)));
    private readonly Popularity _typesOfOne = new(_typeCounts);

    public override SubscriptionSpec[] Subscriptions(int seed)
    {
        var random = new Random(seed);
        var subscriptions = new SubscriptionSpec[Count];
        for (int i = 0; i < Count; i++)
        {
            subscriptions[i] = Subscribe(Names.Id(Names.Kind.Subscription, 0, i), random);
        }

        return subscriptions;
    }

    public override EventSet Events(int count) => new(WriteEvents(count));

    protected abstract SubscriptionSpec Subscribe(string id, Random random);

    protected abstract EventFacts Happen(Random random);

    protected string PickType(Random random) => Names.EventTypes[_typePopularity.Pick(random)];

    /// <summary>Picks one to four event types, two on average.</summary>
    protected string[] PickTypes(Random random)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 1 + _typesOfOne.Pick(random); types.Count < i;)
        {
            types.Add(PickType(random));
        }

        return [.. types];
    }

    private IEnumerable<ReadOnlyMemory<byte>> WriteEvents(int count)
    {
        var random = new Random(count);
        using var writer = new EventWriter();
        for (int i = 0; i < count; i++)
        {
            yield return writer.Write(Happen(random), random).ToArray();
        }
    }
}
