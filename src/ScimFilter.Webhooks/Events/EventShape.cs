namespace ScimFilter.Webhooks.Events;

/// <summary>How an event is written.</summary>
public enum EventShape
{
    /// <summary>The members of a CloudEvent and the legacy ones in one object.</summary>
    Both,

    /// <summary>A CloudEvent 1.0: lower-case context attributes beside <c>data</c>.</summary>
    CloudEvent,

    /// <summary>The legacy form: <c>eventType</c>, <c>eventId</c>, <c>extensions</c> and <c>data</c>.</summary>
    Legacy,
}
