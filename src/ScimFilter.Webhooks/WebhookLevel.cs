namespace ScimFilter.Webhooks;

/// <summary>Whose events a webhook receives.</summary>
public enum WebhookLevel
{
    /// <summary>Those of all resources of the tenant.</summary>
    Tenant,

    /// <summary>Those of the resources that its owner may access.</summary>
    User,
}
