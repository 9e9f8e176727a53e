using ScimFilter.Schema;
using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Contracts;

namespace ScimFilter.Webhooks.Server.Checking;

/// <summary>Tries an event on webhooks, step by step. Thread-safe.</summary>
internal sealed class EventTrial(EventTypeCatalogue catalogue, IResourceAccess access)
{
    private readonly FilterCompiler _compiler = new(
        FilterCompilerOptions.Default with { Schema = WebhookProfile.Schema, CaseExact = true, CodeGeneration = CodeGeneration.Never });

    /// <summary>Tries an event on a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="envelope">What the event says of itself.</param>
    /// <param name="utf8Event">The event.</param>
    /// <param name="explanations">Those of the answer.</param>
    public EventCheckWebhookBody Check(
        Webhook webhook, EventEnvelope envelope, ReadOnlySpan<byte> utf8Event, Explanations explanations)
    {
        bool type = webhook.EventTypes.SelectMany(catalogue.Equivalents).Contains(envelope.Type, StringComparer.Ordinal);
        FilterExpression? filter = webhook.Filter is null ? null : FilterExpression.Parse(webhook.Filter);
        bool holds = filter is null || _compiler.Compile(filter).Matches(utf8Event);
        var context = new EventContext(envelope.UserId, envelope.OwnerId, envelope.SpaceId, envelope.TopLevelResourceId);
        bool allowed = webhook.Level == WebhookLevel.Tenant
            || (webhook.OwnerId is { } owner && access.MayAccess(webhook.TenantId, owner, in context));
        return new EventCheckWebhookBody(
            webhook.Id, webhook.Name, webhook.Enabled, type, holds, allowed, webhook.Enabled && type && holds && allowed,
            filter is null ? null : explanations.Explain(filter, utf8Event));
    }
}
