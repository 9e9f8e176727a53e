using System.Collections.Concurrent;
using ScimFilter.Schema;
using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Matching;

/// <summary>The webhooks of one tenant: an index of its own, so that no event can reach another tenant's.</summary>
internal sealed class TenantIndex
{
    private static readonly SubscriptionIndexOptions _options =
        new() { Compiler = FilterCompilerOptions.Default with { Schema = WebhookProfile.Schema, CaseExact = true } };

    private readonly SubscriptionIndex<string> _index = new(_options);
    private readonly ConcurrentDictionary<string, Webhook> _webhooks = new(StringComparer.Ordinal);

    public int Count => _webhooks.Count;

    public void Set(Webhook webhook, EventTypeCatalogue catalogue)
    {
        IEnumerable<string> types = webhook.EventTypes.SelectMany(catalogue.Equivalents).Distinct(StringComparer.Ordinal);
        _index.Set(webhook.Id, types, webhook.Filter is null ? null : FilterExpression.Parse(webhook.Filter));
        _webhooks[webhook.Id] = webhook;
    }

    public bool Remove(string webhookId)
    {
        _index.Remove(webhookId);
        return _webhooks.TryRemove(webhookId, out _);
    }

    public void Match(ReadOnlySpan<byte> utf8Event, IResourceAccess access, ICollection<Webhook> matched)
    {
        EventContext? context = null;
        foreach (string id in _index.Match(utf8Event))
        {
            if (_webhooks.TryGetValue(id, out Webhook? webhook)
                && (webhook.Level == WebhookLevel.Tenant || MayAccess(webhook, context ??= ContextOf(utf8Event), access)))
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
