namespace ScimFilter.Webhooks.Storage;

/// <summary>How adding a webhook ended.</summary>
public enum WebhookAddition
{
    /// <summary>It is stored.</summary>
    Added,

    /// <summary>Its creator has as many as one may have.</summary>
    UserQuotaReached,

    /// <summary>Its tenant has as many as one may have.</summary>
    TenantQuotaReached,
}
