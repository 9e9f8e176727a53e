using ScimFilter.Webhooks.Access;

namespace ScimFilter.Webhooks.Matching;

/// <summary>The webhooks of one tenant: an index of its own, so that no event can reach another tenant's. Thread-safe.</summary>
internal sealed class TenantIndex(EventProfile profile, FilterCompiler compiler)
{
    private readonly SubscriptionIndex<Webhook> _index = new(
        new SubscriptionIndexOptions { Compiler = compiler, EventTypeAttributes = profile.Places.Type }, new WebhookIdComparer());

    private readonly Dictionary<string, Webhook> _webhooks = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();

    public int Count => _index.Count;

    public void Set(Webhook webhook)
    {
        string[] types = [.. webhook.EventTypes.SelectMany(profile.Catalogue.Equivalents).Distinct(StringComparer.Ordinal)];
        FilterExpression? filter = webhook.Filter is null ? null : profile.Parse(webhook.Filter);
        lock (_writing)
        {
            _index.Set(webhook, types, filter);
            _webhooks[webhook.Id] = webhook;
        }
    }

    public bool Remove(string webhookId)
    {
        lock (_writing)
        {
            return _webhooks.Remove(webhookId, out Webhook? webhook) && _index.Remove(webhook);
        }
    }

    public void Match(ReadOnlySpan<byte> utf8Event, IResourceAccess access, ICollection<Webhook> matched)
    {
        EventContext? context = null;
        foreach (Webhook webhook in _index.Match(utf8Event))
        {
            if (webhook.Level == WebhookLevel.Tenant || MayAccess(webhook, context ??= profile.Places.ContextOf(utf8Event), access))
            {
                matched.Add(webhook);
            }
        }
    }

    private static bool MayAccess(Webhook webhook, EventContext context, IResourceAccess access) =>
        webhook.OwnerId is { } owner && access.MayAccess(webhook.TenantId, owner, in context);
}
