using System.Diagnostics.CodeAnalysis;

namespace ScimFilter.Webhooks.Events;

/// <summary>What an event says of itself, whatever its shape. Immutable and thread-safe.</summary>
public sealed record EventEnvelope
{
    /// <summary>The longest identifier, type and source, in UTF-16 code units.</summary>
    public const int MaxNameLength = 512;

    /// <summary>The most objects and arrays inside one another, the event itself included.</summary>
    public const int MaxDepth = 64;

    /// <summary>Gets how the event is written.</summary>
    public required EventShape Shape { get; init; }

    /// <summary>
    /// Gets its identifier, unique within <see cref="Source"/>: two events are the same when both are equal (CloudEvents 1.0, "id").
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Gets its type.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// Gets where it happened; null when the event does not say. Legacy events without a source share one, so their identifiers must be
    /// unique within the tenant.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Gets who did it; null when the event does not say.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets who owns the resource; null when the event does not say.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Gets the space of the resource; null when the event does not say, or the resource is in none.</summary>
    public string? SpaceId { get; init; }

    /// <summary>Gets the resource; null when the event does not say.</summary>
    public string? TopLevelResourceId { get; init; }

    /// <summary>
    /// Reads an event: the whole must be JSON whose strings are Unicode text, nested at most <see cref="MaxDepth"/> deep, and state its
    /// identifier and its type. Where both shapes state something, the CloudEvent counts.
    /// </summary>
    /// <remarks>
    /// No object outside <c>data</c> may have a member twice. Inside <c>data</c> everything is the producer's own: a filter takes the first
    /// of two members of one name, and a receiver gets both. In a CloudEvent the names of attributes have letters and digits only
    /// (CloudEvents 1.0, "Attribute Naming Convention", but upper-case letters pass, and the length is free), <c>data_base64</c> is Base64
    /// without white space, and <c>data</c> does not stand beside it. The legacy form alone has no rules for names, nor for
    /// <c>data_base64</c>.
    /// </remarks>
    /// <param name="utf8Event">The event as JSON in UTF-8.</param>
    /// <param name="envelope">What it says of itself.</param>
    /// <param name="fault">Why it is no event, and the member at the top of the event in which that is.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Event, [NotNullWhen(true)] out EventEnvelope? envelope, [NotNullWhen(false)] out EventFault? fault) =>
        EnvelopeReader.TryRead(utf8Event, out envelope, out fault);
}
