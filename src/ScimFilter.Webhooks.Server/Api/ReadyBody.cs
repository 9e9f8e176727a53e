namespace ScimFilter.Webhooks.Server.Api;

/// <summary>Whether the service can take events, and what prevents it.</summary>
internal sealed record ReadyBody(string Status, string? Reason);
