namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>An absolute URL.</summary>
internal sealed record LinkBody(string Href);
