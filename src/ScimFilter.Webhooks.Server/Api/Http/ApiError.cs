namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>What is wrong with a request.</summary>
internal sealed record ApiError(string Code, string Title)
{
    public string? Detail { get; init; }

    /// <summary>Gets the property or parameter at fault.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the fault of a filter.</summary>
    public FilterErrorBody? Filter { get; init; }
}
