namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>What would become of an event.</summary>
internal sealed record EventCheckBody(string Id, string EventType, IReadOnlyList<EventCheckWebhookBody> Webhooks);
