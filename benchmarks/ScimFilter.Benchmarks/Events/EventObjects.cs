using System.Text;

namespace ScimFilter.Benchmarks.Events;

/// <summary>The attributes as the properties of an object: what a library asks for that knows nothing of JSON.</summary>
public sealed class TextEvent
{
    public string Id { get; } = SampleEvent.Id;

    public string SpaceId { get; } = SampleEvent.SpaceId;

    public string Type { get; } = SampleEvent.Type;
}

/// <summary>The attributes as UTF-8, as they come from JSON without decoding: what compiled filters see.</summary>
public sealed class Utf8Event
{
    public byte[] Id { get; } = Encoding.UTF8.GetBytes(SampleEvent.Id);

    public byte[] SpaceId { get; } = Encoding.UTF8.GetBytes(SampleEvent.SpaceId);

    public byte[] Type { get; } = Encoding.UTF8.GetBytes(SampleEvent.Type);
}
