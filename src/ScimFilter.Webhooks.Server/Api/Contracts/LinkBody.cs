namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>An absolute URL.</summary>
internal sealed record LinkBody(string Href);
