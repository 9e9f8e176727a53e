using System.Buffers;
using System.Runtime.CompilerServices;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Sending;

/// <summary>
/// Events in the shapes in which they are sent: one that concerns many webhooks is written once for all that are claimed together.
/// What was written goes with its event. Thread-safe.
/// </summary>
internal sealed class EventBodies
{
    private readonly ConditionalWeakTable<StoredEvent, ReadOnlyMemory<byte>[]> _bodies = [];

    /// <summary>Gives an event in a shape.</summary>
    /// <exception cref="System.Text.Json.JsonException">The event has to be written in another shape and is not JSON.</exception>
    public ReadOnlyMemory<byte> Of(StoredEvent @event, EventShape shape)
    {
        if (shape == @event.Content.Shape)
        {
            return @event.Content.Body;
        }

        ReadOnlyMemory<byte>[] bodies = _bodies.GetValue(@event, static _ => new ReadOnlyMemory<byte>[Enum.GetValues<EventShape>().Length]);
        lock (bodies)
        {
            ref ReadOnlyMemory<byte> body = ref bodies[(int)shape];
            if (body.IsEmpty)
            {
                var buffer = new ArrayBufferWriter<byte>(Math.Max(1, @event.Content.Body.Length * 2));
                EventRenderer.Render(@event.Content.Body, @event.Content.Shape, shape, buffer);
                body = buffer.WrittenMemory;
            }

            return body;
        }
    }
}
