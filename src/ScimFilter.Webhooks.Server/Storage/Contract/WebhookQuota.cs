namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>How many webhooks there may be.</summary>
/// <param name="PerUser">Created by one user of a tenant.</param>
/// <param name="PerTenant">In one tenant.</param>
internal readonly record struct WebhookQuota(int PerUser, int PerTenant);
