using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>
/// Webhooks <c>w0</c> to <c>w7</c> of the tenants <c>t0</c> to <c>t19</c> and <c>fast</c>, and one that is disabled; they cannot be
/// changed.
/// </summary>
internal sealed class FakeWebhooks : IWebhookStore
{
    public ValueTask<IReadOnlyList<Webhook>> ReadAllAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Webhook>>(
        [
            .. Enumerable.Range(0, 20).Select(tenant => $"t{tenant}").Append("fast")
                .SelectMany(tenant => Enumerable.Range(0, 8).Select(i => NewWebhook(tenant, $"w{i}", enabled: true))),
            NewWebhook("t1", "disabled", enabled: false),
        ]);

    public ValueTask<Webhook?> FindAsync(WebhookKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Page<Webhook>> ListAsync(string tenantId, WebhookQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<WebhookAddition> AddAsync(Webhook webhook, WebhookQuota quota, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Webhook?> ReplaceAsync(Webhook webhook, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RemoveAsync(WebhookKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Webhook NewWebhook(string tenant, string id, bool enabled) =>
        new() { TenantId = tenant, Id = id, Name = id, Url = new Uri("https://a.example/"), Enabled = enabled };
}
