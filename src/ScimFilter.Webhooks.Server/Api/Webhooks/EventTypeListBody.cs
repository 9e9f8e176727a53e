namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>All event types.</summary>
internal sealed record EventTypeListBody(IReadOnlyList<EventTypeBody> Data);
