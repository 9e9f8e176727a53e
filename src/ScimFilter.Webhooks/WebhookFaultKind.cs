namespace ScimFilter.Webhooks;

/// <summary>What kind of rule a webhook breaks.</summary>
public enum WebhookFaultKind
{
    /// <summary>A property has a value that it cannot have.</summary>
    Value,

    /// <summary>The filter is not valid.</summary>
    Filter,

    /// <summary>An event type does not exist, or not at the level of the webhook.</summary>
    EventType,

    /// <summary>Events may not be sent to the URL.</summary>
    Url,

    /// <summary>A header may not be sent.</summary>
    Header,
}
