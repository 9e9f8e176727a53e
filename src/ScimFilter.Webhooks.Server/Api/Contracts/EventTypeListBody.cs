namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>All event types.</summary>
internal sealed record EventTypeListBody(IReadOnlyList<EventTypeBody> Data);
