using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>
/// Baseline: a parsed document, a dictionary on tenant and event type, and for each subscription there what is left of its filter,
/// compiled by shape, on attributes that were read once.
/// </summary>
internal sealed class TenantDictionary : Candidate
{
    private readonly Dictionary<(string Tenant, string Type), List<CompiledFilter?>> _groups = [];
    private readonly EventAttributes _attributes;

    public TenantDictionary(EventSet events, IEnumerable<SubscriptionSpec> subscriptions)
        : base("JsonDocument + dictionary + shapes", events)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true, CodeGeneration = CodeGeneration.Immediate });
        var all = new List<CompiledFilter> { compiler.Compile(FilterExpression.Parse("type pr")) };
        foreach (SubscriptionSpec subscription in subscriptions)
        {
            CompiledFilter? filter = subscription.Rest is { } rest ? compiler.Compile(FilterExpression.Parse(rest)) : null;
            foreach (string type in subscription.EventTypes)
            {
                Group((subscription.Tenant!, type)).Add(filter);
            }

            if (filter is not null)
            {
                all.Add(filter);
            }
        }

        _attributes = new EventAttributes(new EventLayout(all));
    }

    public override long Run(int first, int count)
    {
        long matches = 0;
        for (int i = first; i < first + count; i++)
        {
            using var document = JsonDocument.Parse(Events[i]);
            JsonElement root = document.RootElement;
            string tenant = root.GetProperty("tenantid").GetString()!;
            string type = root.GetProperty("type").GetString()!;
            if (!_groups.TryGetValue((tenant, type), out List<CompiledFilter?>? filters))
            {
                continue;
            }

            _attributes.Read(root);
            foreach (CompiledFilter? filter in filters)
            {
                matches += filter is null || filter.Matches(_attributes) ? 1 : 0;
            }
        }

        return matches;
    }

    private List<CompiledFilter?> Group((string Tenant, string Type) key)
    {
        if (!_groups.TryGetValue(key, out List<CompiledFilter?>? group))
        {
            _groups[key] = group = [];
        }

        return group;
    }
}
