using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Storage;

/// <summary>An event that comes in.</summary>
/// <param name="Id">Its identifier; a tenant's event of the same identifier is the same event.</param>
/// <param name="Type">Its type.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Body">The event as JSON in UTF-8.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record NewEvent(string Id, string Type, EventShape Shape, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);
