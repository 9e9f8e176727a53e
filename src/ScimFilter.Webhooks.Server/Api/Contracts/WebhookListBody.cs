namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>A page of webhooks.</summary>
internal sealed record WebhookListBody(IReadOnlyList<WebhookBody> Data, LinksBody Links);
