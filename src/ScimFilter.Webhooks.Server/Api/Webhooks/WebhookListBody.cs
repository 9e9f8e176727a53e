using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>A page of webhooks.</summary>
internal sealed record WebhookListBody(IReadOnlyList<WebhookBody> Data, LinksBody Links);
