using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Probing;

namespace ScimFilter;

/// <content>Finds one of the subscriptions that an event matches, by priority.</content>
public sealed partial class SubscriptionIndex<TId>
{
    /// <summary>
    /// Finds the subscription with the lowest <see cref="Subscription{TId}.Priority"/> that an event matches, for example to route it.
    /// Allocates nothing once warm.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Of several subscriptions with that priority, it is the one with the lowest id: strings in ordinal order, other ids as their
    /// <see cref="IComparable{T}"/> compares them. If the type of ids has none, it is any of them, and may be another one after a change.
    /// What the comparison of ids throws reaches the caller. A tuple compares strings in it by the current culture, and throws an
    /// <see cref="ArgumentException"/> for parts without an order.
    /// </para>
    /// <para>
    /// Costs about what <see cref="Match(ReadOnlySpan{byte})"/> costs, and less where tables and access paths alone do not decide filters:
    /// those are evaluated by rising priority until one holds, and not at all where a match with a lower priority is known.
    /// </para>
    /// </remarks>
    /// <param name="utf8Event">The event as JSON in UTF-8, without a byte order mark.</param>
    /// <param name="id">The id of the subscription; the default value if the event matches none.</param>
    /// <returns>Whether the event matches a subscription.</returns>
    /// <exception cref="EventFormatException">
    /// The event is not JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> checks, or exceeds a limit.
    /// </exception>
    public bool TryMatchFirst(ReadOnlySpan<byte> utf8Event, [MaybeNullWhen(false)] out TId id)
    {
        Prefetch.Text(utf8Event);
        return _matcher.TryMatchFirst(_writer.Current, new Utf8Event(utf8Event), out id);
    }

    /// <summary>
    /// Does what <see cref="TryMatchFirst(ReadOnlySpan{byte}, out TId)"/> does for a parsed event. Reads the text behind it.
    /// </summary>
    /// <param name="event">The event.</param>
    /// <param name="id">The id of the subscription; the default value if the event matches none.</param>
    /// <returns>Whether the event matches a subscription.</returns>
    /// <exception cref="EventFormatException">The event exceeds a limit of <see cref="FilterCompilerOptions"/>.</exception>
    public bool TryMatchFirst(JsonElement @event, [MaybeNullWhen(false)] out TId id) =>
        _matcher.TryMatchFirst(_writer.Current, new ParsedEvent(@event), out id);

    /// <summary>
    /// Does what <see cref="TryMatchFirst(ReadOnlySpan{byte}, out TId)"/> does for an event that is given as attributes.
    /// </summary>
    /// <param name="attributes">Values by dotted path: see <see cref="EventAttributes.Read(IReadOnlyDictionary{string, object})"/>.</param>
    /// <param name="id">The id of the subscription; the default value if the event matches none.</param>
    /// <returns>Whether the event matches a subscription.</returns>
    /// <exception cref="ArgumentException">A value is of a type that an event cannot have.</exception>
    public bool TryMatchFirst(IReadOnlyDictionary<string, object?> attributes, [MaybeNullWhen(false)] out TId id) =>
        _matcher.TryMatchFirst(_writer.Current, new AttributeEvent(attributes), out id);
}
