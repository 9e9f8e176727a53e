using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>A page of deliveries.</summary>
internal sealed record DeliveryListBody(IReadOnlyList<DeliveryBody> Data, LinksBody Links);
