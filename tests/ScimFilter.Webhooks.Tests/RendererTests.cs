using System.Buffers;
using System.Text;
using System.Text.Json;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Tests;

/// <summary>Events in the shape of another.</summary>
public class RendererTests
{
    [Theory]
    [InlineData(Samples.Legacy, EventShape.Legacy)]
    [InlineData(Samples.CloudEvent, EventShape.CloudEvent)]
    public void An_event_in_the_right_shape_keeps_its_bytes(string text, EventShape shape) =>
        Assert.Equal(text, Render(text, shape, shape));

    [Fact]
    public void A_cloud_event_becomes_the_legacy_event() =>
        AssertSame(Samples.Legacy, Render(Samples.CloudEvent, EventShape.CloudEvent, EventShape.Legacy));

    [Fact]
    public void A_legacy_event_becomes_the_cloud_event() =>
        AssertSame(Samples.CloudEvent, Render(Samples.Legacy, EventShape.Legacy, EventShape.CloudEvent));

    [Theory]
    [InlineData(Samples.Legacy, EventShape.Legacy)]
    [InlineData(Samples.CloudEvent, EventShape.CloudEvent)]
    public void Both_shapes_at_once_have_the_members_of_each(string text, EventShape shape)
    {
        string both = Render(text, shape, EventShape.Both);
        AssertHolds(Samples.Legacy, both);
        AssertHolds(Samples.CloudEvent, both);
        Assert.True(EventEnvelope.TryRead(Samples.Utf8(both), out EventEnvelope? envelope, out _));
        Assert.Equal(EventShape.Both, envelope.Shape);
        AssertSame(Samples.CloudEvent, Render(both, EventShape.Both, EventShape.CloudEvent));
        AssertSame(Samples.Legacy, Render(both, EventShape.Both, EventShape.Legacy));
    }

    [Fact]
    public void No_member_stands_twice()
    {
        string both = Render(Samples.Legacy, EventShape.Legacy, EventShape.Both);
        string[] names = [.. JsonDocument.Parse(both).RootElement.EnumerateObject().Select(member => member.Name)];
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public void The_data_keeps_its_bytes() =>
        Assert.Contains(
            """{"status":"ok", "n": 1.50}""", Render(Samples.Legacy, EventShape.Legacy, EventShape.CloudEvent), StringComparison.Ordinal);

    [Fact]
    public void Attributes_that_nobody_knows_go_along()
    {
        string legacy = Render(
            """{"specversion":"1.0","id":"a","type":"t","source":"s","host":"h","subject":"x"}""", EventShape.CloudEvent,
            EventShape.Legacy);
        Assert.Contains("\"extensions\":{\"host\":\"h\"}", legacy, StringComparison.Ordinal);
        string cloud = Render(
            """{"eventId":"a","eventType":"t","extensions":{"Auth-Type":"x"}}""", EventShape.Legacy, EventShape.CloudEvent);
        Assert.Contains("\"authtype\":\"x\"", cloud, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_event_can_be_written_in_every_shape()
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "qlik-events.jsonl")))
        {
            Assert.True(EventEnvelope.TryRead(Samples.Utf8(line), out EventEnvelope? before, out _));
            foreach (EventShape shape in Enum.GetValues<EventShape>())
            {
                Assert.True(EventEnvelope.TryRead(Samples.Utf8(Render(line, before.Shape, shape)), out EventEnvelope? after, out _));
                Assert.Equal(before with { Shape = shape }, after);
            }
        }
    }

    private static string Render(string text, EventShape from, EventShape to)
    {
        var output = new ArrayBufferWriter<byte>();
        EventRenderer.Render(Samples.Utf8(text), from, to, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void AssertSame(string expected, string actual)
    {
        Assert.True(
            JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(actual).RootElement),
            $"{expected}\n{actual}");
    }

    private static void AssertHolds(string part, string whole)
    {
        JsonElement all = JsonDocument.Parse(whole).RootElement;
        Assert.All(
            JsonDocument.Parse(part).RootElement.EnumerateObject(),
            member => Assert.True(JsonElement.DeepEquals(member.Value, all.GetProperty(member.Name)), member.Name));
    }
}
