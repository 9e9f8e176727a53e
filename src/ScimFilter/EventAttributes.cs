using System.Text.Json;
using ScimFilter.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter;

/// <summary>
/// The attributes of one event, read once for many filters. Keeps its own copy of the values; made to be used again for the next
/// event. Not thread-safe while it is read into; any number of threads may evaluate filters on it otherwise,
/// except filters with value paths.
/// </summary>
/// <param name="layout">What is read.</param>
public sealed class EventAttributes(EventLayout layout)
{
    /// <summary>Gets the layout.</summary>
    public EventLayout Layout { get; } = layout ?? throw new ArgumentNullException(nameof(layout));

    internal EventSlots Slots { get; } = Empty(layout);

    /// <summary>Reads an event. Allocates nothing once warm.</summary>
    /// <param name="utf8Event">The event as JSON in UTF-8, without a byte order mark.</param>
    /// <exception cref="EventFormatException">
    /// The event is no JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> looks, or beyond a limit.
    /// </exception>
    public void Read(ReadOnlySpan<byte> utf8Event) => EventReader.Read(utf8Event, Layout.Plan, Slots, Layout.Limits);

    /// <summary>Reads an event that was parsed already, from the text behind it.</summary>
    /// <param name="event">The event.</param>
    /// <exception cref="EventFormatException">The event is beyond a limit of <see cref="FilterCompilerOptions"/>.</exception>
    /// <exception cref="ObjectDisposedException">The document of the element was disposed.</exception>
    /// <exception cref="InvalidOperationException">The element is of no document: it is <c>default</c>.</exception>
    public void Read(JsonElement @event) => EventReader.Read(@event, Layout.Plan, Slots, Layout.Limits);

    /// <summary>Reads an event that was split into attributes already.</summary>
    /// <param name="attributes">
    /// Values by the name that filters use, dotted (<c>data.status</c>) or nested. A value is null, a string, a boolean, a number,
    /// a date-time, a <see cref="Guid"/>, a <see cref="JsonElement"/>, a dictionary like this one, or a sequence of such.
    /// </param>
    /// <exception cref="ArgumentException">A value is of another type, or no JSON number.</exception>
    /// <exception cref="EventFormatException">The attributes are beyond a limit of <see cref="FilterCompilerOptions"/>.</exception>
    public void Read(IReadOnlyDictionary<string, object?> attributes) =>
        AttributeReader.Read(attributes, Layout.Plan, Slots, Layout.Limits);

    private static EventSlots Empty(EventLayout layout)
    {
        var slots = new EventSlots();
        slots.Reset(layout.Plan.SlotCount);
        return slots;
    }
}
