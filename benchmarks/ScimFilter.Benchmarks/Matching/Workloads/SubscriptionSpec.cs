namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>A generated subscription as text. The tenant stands apart, since a baseline looks it up instead of evaluating it.</summary>
internal sealed record SubscriptionSpec(string Id, string[] EventTypes, string? Tenant, string? Rest)
{
    public string? FilterText => (Tenant, Rest) switch
    {
        (null, _) => Rest,
        (_, null) => Scope,
        _ => $"{Scope} and ({Rest})",
    };

    private string Scope => $"tenantid eq \"{Tenant}\"";

    public Subscription<string> Parse() => new(Id, EventTypes, FilterText is { } text ? FilterExpression.Parse(text) : null);
}
