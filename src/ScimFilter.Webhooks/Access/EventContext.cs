namespace ScimFilter.Webhooks.Access;

/// <summary>What access to the resource of an event depends on.</summary>
/// <param name="UserId">Who did it; null when the event does not say.</param>
/// <param name="OwnerId">Who owns the resource; null when the event does not say.</param>
/// <param name="SpaceId">The space of the resource; null when the event does not say.</param>
/// <param name="ResourceId">The resource; null when the event does not say.</param>
public readonly record struct EventContext(string? UserId, string? OwnerId, string? SpaceId, string? ResourceId);
