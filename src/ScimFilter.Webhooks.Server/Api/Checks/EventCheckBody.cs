using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>What would become of an event.</summary>
internal sealed record EventCheckBody(string Id, string EventType, IReadOnlyList<EventCheckWebhookBody> Webhooks)
{
    /// <summary>
    /// Gets the link to the webhooks that are not in this answer, as trying them would have been too much work for one; null at the end.
    /// </summary>
    public LinksBody? Links { get; init; }
}
