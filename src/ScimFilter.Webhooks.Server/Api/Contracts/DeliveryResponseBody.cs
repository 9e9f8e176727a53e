namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>What came back, as much of it as is kept.</summary>
internal sealed record DeliveryResponseBody(string? Body, IReadOnlyDictionary<string, string> Headers, int StatusCode);
