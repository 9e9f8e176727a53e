namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>The name of a query parameter that an endpoint takes, as metadata of the endpoint.</summary>
internal sealed record QueryParameter(string Name);
