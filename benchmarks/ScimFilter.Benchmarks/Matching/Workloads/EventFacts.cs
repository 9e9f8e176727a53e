namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>What an event says, as far as a workload cares; the rest is the matter of <see cref="EventWriter"/>.</summary>
internal sealed record EventFacts(string Type, string Tenant, string Id, string Space, string Resource);
