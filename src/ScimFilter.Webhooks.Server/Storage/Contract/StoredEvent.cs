namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>An event that was stored.</summary>
/// <param name="Position">Its place among all events of the store; later events have greater ones.</param>
/// <param name="TenantId">The tenant that sent it.</param>
/// <param name="Content">The event.</param>
internal sealed record StoredEvent(long Position, string TenantId, NewEvent Content);
