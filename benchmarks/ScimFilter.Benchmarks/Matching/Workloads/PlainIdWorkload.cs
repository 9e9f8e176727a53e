namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>One event type, no tenant, lists of ids: nothing that would part the subscriptions but the ids themselves.</summary>
internal sealed class PlainIdWorkload(string name, int count) : CloudEventWorkload(name, count)
{
    private static readonly string[] _types = [Names.EventTypes[0]];

    /// <summary>Three ids a subscription make 25 subscriptions an id.</summary>
    private readonly Pool _pool = new(spaces: 10, others: Math.Max(1, count * 3 / 25));

    protected override SubscriptionSpec Subscribe(string id, Random random)
    {
        IEnumerable<string> terms = Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"id eq \"{_pool.Pick(Names.Kind.Id, 0, random)}\"");
        return new SubscriptionSpec(id, _types, Tenant: null, string.Join(" or ", terms));
    }

    protected override EventFacts Happen(Random random) => _pool.Happen(_types[0], tenant: 0, random);
}
