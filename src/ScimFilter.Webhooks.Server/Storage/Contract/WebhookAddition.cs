namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>How adding a webhook ended.</summary>
internal enum WebhookAddition
{
    /// <summary>It is stored.</summary>
    Added,

    /// <summary>Its creator has as many as one may have.</summary>
    UserQuotaReached,

    /// <summary>Its tenant has as many as one may have.</summary>
    TenantQuotaReached,
}
