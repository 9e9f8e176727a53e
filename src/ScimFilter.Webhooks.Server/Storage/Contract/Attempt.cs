using System.Collections.Immutable;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>One attempt at delivering: what the API calls a delivery.</summary>
internal sealed record Attempt
{
    /// <summary>
    /// Gets its identifier: a UUID of version 7 whose time is <see cref="TriggeredAt"/>, so that a store finds it by time.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the webhook.</summary>
    public required WebhookKey Webhook { get; init; }

    /// <summary>Gets the place of the event.</summary>
    public required long EventPosition { get; init; }

    /// <summary>Gets the type of the event.</summary>
    public required string EventType { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset TriggeredAt { get; init; }

    /// <summary>Gets a value indicating whether the receiver took the event.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>Gets how it ended, in words.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>Gets where it went.</summary>
    public required string RequestUrl { get; init; }

    /// <summary>Gets the headers that were sent, secret values left out.</summary>
    public ImmutableArray<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>Gets the shape that the event was sent in; with the event that gives the body.</summary>
    public EventShape RequestShape { get; init; }

    /// <summary>Gets the status of the answer; null without one.</summary>
    public int? ResponseStatus { get; init; }

    /// <summary>Gets the headers of the answer, as many as are kept.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    /// <summary>Gets the beginning of the body of the answer; null without an answer.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>
    /// Gets how many bytes in UTF-8 are stored of the body of the answer: more than <see cref="ResponseBody"/> has when a list shortened
    /// it. Only a store gives it; null without an answer.
    /// </summary>
    public int? ResponseBodyLength { get; init; }

    /// <summary>Gets the event. Only a store gives it; null when it is no longer kept, or longer than a list shows.</summary>
    public StoredEvent? Event { get; init; }

    /// <summary>Gets how many bytes the body of the event has. Only a store gives it; null when the event is no longer kept.</summary>
    public int? EventLength { get; init; }
}
