namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Names a webhook: its identifier counts in its tenant alone.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="WebhookId">The identifier.</param>
internal readonly record struct WebhookKey(string TenantId, string WebhookId);
