namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>A page of deliveries.</summary>
internal sealed record DeliveryListBody(IReadOnlyList<DeliveryBody> Data, LinksBody Links);
