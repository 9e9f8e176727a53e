using System.Collections.Immutable;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Http;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>What a caller makes of a webhook, checked as a whole. Thread-safe.</summary>
internal sealed class WebhookEdit(WebhookRules rules, PlainTextTargets plainTextTargets, WebhooksOptions options, TimeProvider time)
{
    /// <summary>Makes a webhook.</summary>
    /// <exception cref="ApiException">It breaks a rule, or the caller may not make it.</exception>
    public Webhook Create(WebhookInput input, Caller caller)
    {
        DateTimeOffset now = time.GetUtcNow();
        WebhookLevel level = input.Level ?? WebhookLevel.Tenant;
        var webhook = new Webhook
        {
            TenantId = caller.TenantId,
            Id = Guid.CreateVersion7(now).ToString(),
            Url = input.Url!,
            Name = input.Name!,
            Level = level,
            Filter = input.Filter,
            Secret = input.Secret?.Secret is { } secret ? new WebhookSecret(secret) : null,
            Enabled = input.Enabled ?? false,
            Headers = input.Headers ?? NoHeaders,
            EncryptedHeaders = input.EncryptedHeaders?.ApplyTo(NoHeaders) ?? NoHeaders,
            OwnerId = level == WebhookLevel.User ? input.OwnerId ?? caller.UserId : null,
            EventTypes = input.EventTypes ?? [],
            Description = input.Description,
            Origin = input.Origin ?? WebhookOrigin.Api,
            EnableCloudEventDelivery = input.EnableCloudEventDelivery ?? false,
            CheckCertificateRevocation = input.CheckCertificateRevocation ?? false,
            CreatedByUserId = caller.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        CheckShown(input);
        CheckRules(webhook);
        caller.Require(CallerAction.ChangeWebhooks, webhook);
        return webhook;
    }

    /// <summary>
    /// Puts what a request gives in the place of all that can be changed. What it does not give is cleared, except for what callers cannot
    /// read: the secret and the values of encrypted headers stay unless they are given or removed expressly.
    /// </summary>
    /// <exception cref="ApiException">It breaks a rule, or the caller may not do it.</exception>
    public Webhook Replace(Webhook current, WebhookInput input, Caller caller)
    {
        CheckReadOnly(input, current);
        WebhookLevel level = input.Level ?? WebhookLevel.Tenant;
        Webhook next = current with
        {
            Url = input.Url!,
            Name = input.Name!,
            Level = level,
            Filter = input.Filter,
            Secret = input.Secret is { } change ? SecretOf(current, change.Secret) : current.Secret,
            Enabled = input.Enabled ?? false,
            Headers = input.Headers ?? NoHeaders,
            EncryptedHeaders = EncryptedHeadersOf(current, input),
            OwnerId = level == WebhookLevel.User ? input.OwnerId ?? current.OwnerId ?? caller.UserId : null,
            EventTypes = input.EventTypes ?? [],
            Description = input.Description,
            EnableCloudEventDelivery = input.EnableCloudEventDelivery ?? false,
            CheckCertificateRevocation = input.CheckCertificateRevocation ?? false,
        };
        return Finish(current, next, input.EncryptedHeaders?.GivenNames ?? [], caller);
    }

    // Without the member the headers stay, as no caller can read and repeat their values. They do not follow the webhook to another URL.
    private static ImmutableSortedDictionary<string, string> EncryptedHeadersOf(Webhook current, WebhookInput input) =>
        input.EncryptedHeaders is { } change ? change.ApplyTo(current.EncryptedHeaders)
        : input.Url == current.Url ? current.EncryptedHeaders
        : NoHeaders;

    /// <summary>Checks a changed webhook as a whole.</summary>
    /// <param name="current">The state before.</param>
    /// <param name="next">The state after.</param>
    /// <param name="givenHeaders">The names of encrypted headers whose values the request gives.</param>
    /// <param name="caller">Who changes it.</param>
    /// <exception cref="ApiException">It breaks a rule, or the caller may not do it.</exception>
    public Webhook Finish(Webhook current, Webhook next, IEnumerable<string> givenHeaders, Caller caller)
    {
        if (current.EnableCloudEventDelivery && !next.EnableCloudEventDelivery)
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                new ApiError(ErrorCodes.CloudEventDelivery, "Forbidden")
                { Source = "enableCloudEventDelivery", Detail = "Once events are delivered as CloudEvents, that stays so." });
        }

        // Whoever can change the URL could otherwise have the headers sent to a place of their own.
        if (current.Url != next.Url && next.EncryptedHeaders.Keys.Where(current.EncryptedHeaders.ContainsKey)
            .Except(givenHeaders, StringComparer.OrdinalIgnoreCase).ToArray() is { Length: > 0 } missing)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.EncryptedHeaders, "Encrypted headers must be given anew.")
            { Source = "encryptedHeaders", Detail = $"With another URL, give or remove: {string.Join(", ", missing)}." });
        }

        CheckRules(next);

        // The state before says whether the caller may touch the webhook, the state after whether it may become that.
        caller.Require(CallerAction.ChangeWebhooks, current);
        caller.Require(CallerAction.ChangeWebhooks, next);
        bool enabling = next.Enabled && !current.Enabled;
        return next with
        {
            UpdatedAt = time.GetUtcNow(),
            UpdatedByUserId = caller.UserId,
            DisabledReason = enabling ? null : next.DisabledReason,
            DisabledReasonCode = enabling ? null : next.DisabledReasonCode,
        };
    }

    /// <summary>Checks what only the names of the network tell of a new target.</summary>
    /// <exception cref="ApiException">Events may not be sent there.</exception>
    public async ValueTask CheckTargetAsync(Webhook? current, Webhook next, CancellationToken cancellationToken)
    {
        if (current?.Url != next.Url
            && await plainTextTargets.FindFaultAsync(next.TenantId, next.Url, cancellationToken) is { } fault)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.Url, "The URL is not allowed.")
            { Source = "url", Detail = $"The URL must begin with https://; {fault}" });
        }
    }

    /// <summary>Gives a webhook another secret; the former one goes on signing for a while.</summary>
    public WebhookSecret? SecretOf(Webhook current, string? secret) => secret is null
        ? null
        : current.Secret?.RotateTo(secret, time.GetUtcNow() + options.SecretOverlap) ?? new WebhookSecret(secret);

    private static ImmutableSortedDictionary<string, string> NoHeaders { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    // A copy of what an answer shows of another webhook lacks the secret: created without one, it would not be signed.
    private static void CheckShown(WebhookInput input)
    {
        if (input.Secret is null && input.ReadOnly.TryGetValue("secretKeyAdded", out string? shown) && shown == bool.TrueString)
        {
            throw ApiException.BadRequest(ApiErrors.Value(
                "secretKeyAdded", "A webhook that is created has the secret that the request gives: give 'secret', or leave this out."));
        }
    }

    private static void CheckReadOnly(WebhookInput input, Webhook webhook)
    {
        if (ReadOnlyProperties.Changed(input, webhook).ToArray() is { Length: > 0 } changed)
        {
            throw new ApiException(StatusCodes.Status409Conflict, [.. changed.Select(ApiErrors.ReadOnly)]);
        }
    }

    private void CheckRules(Webhook webhook)
    {
        if (rules.Check(webhook) is { Count: > 0 } faults)
        {
            throw ApiException.BadRequest([.. faults.Select(fault => ApiErrors.Of(fault, webhook))]);
        }
    }
}
