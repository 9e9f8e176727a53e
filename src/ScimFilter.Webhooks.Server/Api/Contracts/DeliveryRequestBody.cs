namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>What was sent; the body is left out when the event is no longer kept or cannot be shown.</summary>
internal sealed record DeliveryRequestBody(string Url, WrittenJson? Body, IReadOnlyDictionary<string, string> Headers);
