using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Tries an event on webhooks, step by step. Thread-safe.</summary>
internal sealed class EventTrial(EventProfile profile, IResourceAccess access)
{
    private readonly FilterCompiler _compiler = profile.CreateCompiler(CodeGeneration.Never);

    /// <summary>Tries an event on a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="envelope">What the event says of itself.</param>
    /// <param name="utf8Event">The event.</param>
    /// <param name="explanations">Those of the answer.</param>
    public EventCheckWebhookBody Check(
        Webhook webhook, EventEnvelope envelope, ReadOnlySpan<byte> utf8Event, Explanations explanations)
    {
        bool type = webhook.EventTypes.SelectMany(profile.Catalogue.Equivalents).Contains(envelope.Type, StringComparer.Ordinal);
        FilterExpression? filter = webhook.Filter is null ? null : profile.Parse(webhook.Filter);
        bool holds = filter is null || _compiler.Compile(filter).Matches(utf8Event);
        EventContext context = profile.Places.ContextOf(utf8Event);
        bool allowed = webhook.Level == WebhookLevel.Tenant
            || (webhook.OwnerId is { } owner && access.MayAccess(webhook.TenantId, owner, in context));
        return new EventCheckWebhookBody(
            webhook.Id, webhook.Name, webhook.Enabled, type, holds, allowed, webhook.Enabled && type && holds && allowed,
            filter is null ? null : explanations.Explain(_compiler, filter, utf8Event));
    }
}
