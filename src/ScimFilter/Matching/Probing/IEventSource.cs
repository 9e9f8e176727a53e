using System.Text.Json;
using ScimFilter.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// An event in one of the forms that an index takes. The forms are structs, so that a match is compiled for each of them.
/// </summary>
internal interface IEventSource
{
    /// <summary>Reads the attributes of a plan into slots.</summary>
    void Read(ReadPlan plan, EventSlots slots, ReadLimits limits);
}

/// <summary>An event as JSON in UTF-8.</summary>
internal readonly ref struct Utf8Event(ReadOnlySpan<byte> text) : IEventSource
{
    private readonly ReadOnlySpan<byte> _text = text;

    public void Read(ReadPlan plan, EventSlots slots, ReadLimits limits) => EventReader.Read(_text, plan, slots, limits);
}

/// <summary>An event that was parsed.</summary>
internal readonly struct ParsedEvent(JsonElement element) : IEventSource
{
    public void Read(ReadPlan plan, EventSlots slots, ReadLimits limits) => EventReader.Read(element, plan, slots, limits);
}

/// <summary>An event as values by dotted path.</summary>
internal readonly struct AttributeEvent(IReadOnlyDictionary<string, object?> attributes) : IEventSource
{
    public void Read(ReadPlan plan, EventSlots slots, ReadLimits limits) => AttributeReader.Read(attributes, plan, slots, limits);
}
