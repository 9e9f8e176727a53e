using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>What was sent; the body is left out when the event is no longer kept.</summary>
internal sealed record DeliveryRequestBody(string Url, JsonElement? Body, IReadOnlyDictionary<string, string> Headers);
