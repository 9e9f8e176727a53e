namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>What a request does, as far as permissions tell actions apart.</summary>
internal enum CallerAction
{
    /// <summary>List webhooks, or read one.</summary>
    ReadWebhooks,

    /// <summary>Create, replace, patch or delete a webhook.</summary>
    ChangeWebhooks,

    /// <summary>List deliveries, or read one.</summary>
    ReadDeliveries,

    /// <summary>Resend, recover or replay; read how far a replay has come.</summary>
    SendAgain,

    /// <summary>Check a filter on events that the request contains.</summary>
    CheckFilters,

    /// <summary>Check a filter on stored events of the tenant.</summary>
    ReadRecentEvents,

    /// <summary>Find the webhooks that an event would reach.</summary>
    CheckEvents,

    /// <summary>List the event types.</summary>
    ReadEventTypes,

    /// <summary>Send events to the service.</summary>
    PublishEvents,
}
