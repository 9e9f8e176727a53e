using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Delivery.Sending;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>An event in the shapes in which it is sent.</summary>
public sealed class EventBodiesTests
{
    [Fact]
    public void An_event_is_written_once_in_each_shape()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"specversion":"1.0","id":"e","source":"s","type":"t","data":{"a":1}}""");
        var first = new StoredEvent(1, "t1", new NewEvent("e", "t", EventShape.CloudEvent, json, DateTimeOffset.UnixEpoch));
        StoredEvent second = first with { Position = 2 };
        var bodies = new EventBodies();
        ReadOnlyMemory<byte> legacy = bodies.Of(first, EventShape.Legacy);
        Assert.Contains("\"eventType\":\"t\"", Encoding.UTF8.GetString(legacy.Span), StringComparison.Ordinal);
        Assert.True(legacy.Equals(bodies.Of(first, EventShape.Legacy)));
        Assert.False(legacy.Equals(bodies.Of(second, EventShape.Legacy)));
        Assert.False(legacy.Span.SequenceEqual(bodies.Of(first, EventShape.Both).Span));
        Assert.True(bodies.Of(first, EventShape.CloudEvent).Equals(json));
    }
}
