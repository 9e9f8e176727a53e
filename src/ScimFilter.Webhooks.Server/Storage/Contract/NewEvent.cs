using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>An event that comes in.</summary>
/// <param name="Id">Its identifier; with <see cref="Source"/> it says which event of the tenant this is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Body">The event as JSON in UTF-8.</param>
/// <param name="ReceivedAt">When it came.</param>
internal sealed record NewEvent(string Id, string Type, EventShape Shape, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt)
{
    /// <summary>
    /// Gets the source, the other half of the identity: events of one tenant with equal identifier and source are one event (CloudEvents
    /// 1.0, "id"). Empty when the event names none, as legacy events may; the default.
    /// </summary>
    public string Source { get; init; } = "";
}
