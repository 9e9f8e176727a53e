namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>
/// What a webhook product has: every subscription pins its tenant; a fifth wants no more than its event types, two fifths a list of
/// ids, a fifth a status, the rest exclude something. Tenants differ in size, and large ones have more events too.
/// </summary>
internal class MixtureWorkload(string name, int count, int tenants) : CloudEventWorkload(name, count)
{
    /// <summary>How ten tenants share a thousand subscriptions.</summary>
    private static readonly double[] _sizes = [300, 200, 150, 100, 80, 60, 50, 30, 20, 10];

    private readonly Pool _pool = new(spaces: 5, others: 15);
    private readonly Popularity _tenants = new(Enumerable.Range(0, Math.Max(1, tenants)).Select(tenant => _sizes[tenant % _sizes.Length]));

    protected override SubscriptionSpec Subscribe(string id, Random random)
    {
        int tenant = _tenants.Pick(random);
        return new SubscriptionSpec(id, PickTypes(random), Names.Id(Names.Kind.Tenant, 0, tenant), Rest(tenant, random));
    }

    protected override EventFacts Happen(Random random) => _pool.Happen(PickType(random), _tenants.Pick(random), random);

    protected virtual string? Rest(int tenant, Random random) => random.Next(10) switch
    {
        < 2 => null,
        < 6 => _pool.AnyOf(tenant, random),
        < 8 => random.Next(2) == 0 ? "data.status eq \"ok\"" : "data.status eq \"error\"",
        8 => _pool.SpaceWithoutResource(tenant, random),
        _ => _pool.Compare("ne", tenant, random),
    };
}
