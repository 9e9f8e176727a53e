using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>Webhooks <c>w0</c> to <c>w7</c> of the tenant <c>t1</c>, and one that is disabled; they cannot be changed.</summary>
internal sealed class FakeWebhooks : IWebhookStore
{
    public ValueTask<IReadOnlyList<Webhook>> ReadAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<Webhook>>(
        [.. Enumerable.Range(0, 8).Select(i => NewWebhook($"w{i}", enabled: true)), NewWebhook("disabled", enabled: false)]);

    public ValueTask<Webhook?> FindAsync(WebhookKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Page<Webhook>> ListAsync(string tenantId, WebhookQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<WebhookAddition> AddAsync(Webhook webhook, WebhookQuota quota, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Webhook?> ReplaceAsync(Webhook webhook, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RemoveAsync(WebhookKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static Webhook NewWebhook(string id, bool enabled) =>
        new() { TenantId = "t1", Id = id, Name = id, Url = new Uri("https://a.example/"), Enabled = enabled };
}
