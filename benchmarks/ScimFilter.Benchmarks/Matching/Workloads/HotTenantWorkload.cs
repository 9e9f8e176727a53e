namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Nine of ten subscriptions and events are of one tenant; the more subscriptions it has, the more spaces and resources.</summary>
internal sealed class HotTenantWorkload(string name, int count) : CloudEventWorkload(name, count)
{
    private const int Tenants = 10;

    private readonly Pool _pool = new(spaces: Math.Max(1, count / 45), others: Math.Max(1, count / 45));

    protected override SubscriptionSpec Subscribe(string id, Random random)
    {
        int tenant = PickTenant(random);
        string rest = random.Next(5) == 0 ? _pool.SpaceWithoutResource(tenant, random) : _pool.AnyOf(tenant, random);
        return new SubscriptionSpec(id, PickTypes(random), Names.Id(Names.Kind.Tenant, 0, tenant), rest);
    }

    protected override EventFacts Happen(Random random) => _pool.Happen(PickType(random), PickTenant(random), random);

    private static int PickTenant(Random random) => random.Next(10) < 9 ? 0 : random.Next(1, Tenants);
}
