using System.Collections.Concurrent;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Webhooks;

/// <summary>
/// All webhooks in memory, in the state that the store has: for the matcher, and for the sender. Every change goes through here, to the
/// store first. Thread-safe.
/// </summary>
internal sealed class WebhookDirectory(IWebhookStore store, WebhookMatcher matcher)
{
    private const int MaxTries = 10;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<WebhookKey, Webhook> _webhooks = new();

    // Identifiers are never given twice; a change that comes after the removal must not bring a webhook back.
    private readonly HashSet<WebhookKey> _removed = [];

    /// <summary>Raised when a webhook was added or changed, with its state before, if it had one here, and after.</summary>
    public event Action<Webhook?, Webhook>? Changed;

    public int Count => _webhooks.Count;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (Webhook webhook in await store.ReadAllAsync(cancellationToken))
        {
            Set(webhook);
        }
    }

    public Webhook? Find(WebhookKey key) => _webhooks.GetValueOrDefault(key);

    public async ValueTask<WebhookAddition> AddAsync(Webhook webhook, WebhookQuota quota, CancellationToken cancellationToken)
    {
        WebhookAddition addition = await store.AddAsync(webhook, quota, cancellationToken);
        if (addition == WebhookAddition.Added)
        {
            Set(webhook with { Version = 1 });
        }

        return addition;
    }

    /// <summary>Changes a webhook; again, on its new state, when others changed it meanwhile.</summary>
    /// <param name="key">The webhook.</param>
    /// <param name="change">Gives the new state; it may be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The stored state; null when there is no such webhook.</returns>
    /// <exception cref="WebhookConflictException">Others change it all the time.</exception>
    public async ValueTask<Webhook?> ChangeAsync(WebhookKey key, Func<Webhook, ValueTask<Webhook>> change,
        CancellationToken cancellationToken)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            Webhook? current = await store.FindAsync(key, cancellationToken);
            if (current is null)
            {
                return null;
            }

            Webhook? stored = await store.ReplaceAsync(await change(current), cancellationToken);
            if (stored is not null)
            {
                Set(stored);
                return stored;
            }
        }

        throw new WebhookConflictException();
    }

    public async ValueTask<bool> RemoveAsync(WebhookKey key, CancellationToken cancellationToken)
    {
        bool removed = await store.RemoveAsync(key, cancellationToken);
        lock (_lock)
        {
            if (_webhooks.TryRemove(key, out _))
            {
                _removed.Add(key);
            }

            matcher.Remove(key.TenantId, key.WebhookId);
        }

        return removed;
    }

    private void Set(Webhook webhook)
    {
        var key = new WebhookKey(webhook.TenantId, webhook.Id);
        Webhook? known;
        lock (_lock)
        {
            // Changes may arrive here in another order than they were stored.
            _webhooks.TryGetValue(key, out known);
            if (_removed.Contains(key) || known?.Version >= webhook.Version)
            {
                return;
            }

            _webhooks[key] = webhook;
            matcher.Set(webhook);
        }

        Changed?.Invoke(known, webhook);
    }
}
