using System.Globalization;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>Disables webhooks whose receivers want no more, or have failed for too long.</summary>
internal sealed partial class FailureRule(
    WebhookDirectory directory, DeliveryOptions options, TimeProvider time, ILogger<FailureRule> logger)
{
    /// <summary>Disables a webhook when its last attempt gives reason to.</summary>
    public async ValueTask ApplyAsync(WebhookKey key, AttemptOutcome outcome, WebhookHealth health)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (outcome.IsGone)
        {
            await DisableAsync(key, DisabledReasonCodes.Gone, "The receiver answered with status 410: it wants no more events.");
        }
        else if (health.FailingSince is { } since && now - since >= options.DisableAfter && health.Failures >= options.DisableAfterFailures)
        {
            await DisableAsync(
                key,
                DisabledReasonCodes.Failing,
                string.Create(CultureInfo.InvariantCulture, $"All {health.Failures} attempts since {since:u} have failed."));
        }
    }

    private async ValueTask DisableAsync(WebhookKey key, string code, string reason)
    {
        // Already disabled when several attempts were on their way.
        if (directory.Find(key) is not { Enabled: true })
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        await directory.ChangeAsync(
            key,
            webhook => ValueTask.FromResult(webhook.Enabled
                ? webhook with { Enabled = false, DisabledReason = reason, DisabledReasonCode = code, UpdatedAt = now }
                : webhook),
            CancellationToken.None);
        WebhookDisabled(key.WebhookId, key.TenantId, code);
    }

    [LoggerMessage(LogLevel.Warning, "The webhook {WebhookId} of tenant {TenantId} was disabled: {Code}.")]
    private partial void WebhookDisabled(string webhookId, string tenantId, string code);
}
