using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Matching;

/// <summary>The webhooks of one tenant: an index of its own, so that no event can reach another tenant's. Thread-safe.</summary>
internal sealed class TenantIndex(FilterCompiler compiler)
{
    private readonly SubscriptionIndex<Webhook> _index = new(new SubscriptionIndexOptions { Compiler = compiler }, new WebhookIdComparer());
    private readonly Dictionary<string, Webhook> _webhooks = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();

    public int Count => _index.Count;

    public void Set(Webhook webhook, EventTypeCatalogue catalogue)
    {
        string[] types = [.. webhook.EventTypes.SelectMany(catalogue.Equivalents).Distinct(StringComparer.Ordinal)];
        FilterExpression? filter = webhook.Filter is null ? null : FilterExpression.Parse(webhook.Filter);
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
            if (webhook.Level == WebhookLevel.Tenant || MayAccess(webhook, context ??= ContextOf(utf8Event), access))
            {
                matched.Add(webhook);
            }
        }
    }

    private static bool MayAccess(Webhook webhook, EventContext context, IResourceAccess access) =>
        webhook.OwnerId is { } owner && access.MayAccess(webhook.TenantId, owner, in context);

    private static EventContext ContextOf(ReadOnlySpan<byte> utf8Event) =>
        EventEnvelope.TryRead(utf8Event, out EventEnvelope? envelope, out _)
            ? new EventContext(envelope.UserId, envelope.OwnerId, envelope.SpaceId, envelope.TopLevelResourceId)
            : default;
}
