namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>The ids, spaces and resources that a tenant has, and comparisons with them.</summary>
internal sealed class Pool(int spaces, int others)
{
    private static readonly (string Name, Names.Kind Kind)[] _attributes =
        [("id", Names.Kind.Id), ("spaceId", Names.Kind.Space), ("topLevelResourceId", Names.Kind.Resource)];

    public string Pick(Names.Kind kind, int tenant, Random random) =>
        Names.Id(kind, tenant, random.Next(kind == Names.Kind.Space ? spaces : others));

    public string AnyOf(int tenant, Random random) =>
        string.Join(" or ", Enumerable.Range(0, random.Next(1, 6)).Select(_ => Compare("eq", tenant, random)));

    public string Compare(string operation, int tenant, Random random)
    {
        (string name, Names.Kind kind) = _attributes[random.Next(_attributes.Length)];
        return $"{name} {operation} \"{Pick(kind, tenant, random)}\"";
    }

    public string SpaceWithoutResource(int tenant, Random random) =>
        $"spaceId eq \"{Pick(Names.Kind.Space, tenant, random)}\" "
        + $"and topLevelResourceId ne \"{Pick(Names.Kind.Resource, tenant, random)}\"";

    public EventFacts Happen(string type, int tenant, Random random) => new(
        type,
        Names.Id(Names.Kind.Tenant, 0, tenant),
        Pick(Names.Kind.Id, tenant, random),
        Pick(Names.Kind.Space, tenant, random),
        Pick(Names.Kind.Resource, tenant, random));
}
