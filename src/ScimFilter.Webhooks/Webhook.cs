using System.Collections.Immutable;

namespace ScimFilter.Webhooks;

/// <summary>A subscription: events of some types that pass a filter are posted to a URL. Immutable and thread-safe.</summary>
public sealed record Webhook
{
    /// <summary>Gets the tenant. It comes from who created the webhook, never from an event.</summary>
    public required string TenantId { get; init; }

    /// <summary>Gets the identifier, unique in the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the target.</summary>
    public required Uri Url { get; init; }

    /// <summary>Gets the name; 1 to <see cref="WebhookRules.MaxNameLength"/> characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whose events are received. Default: <see cref="WebhookLevel.Tenant"/>.</summary>
    public WebhookLevel Level { get; init; }

    /// <summary>Gets the filter as its author wrote it; null lets every event of the types pass.</summary>
    public string? Filter { get; init; }

    /// <summary>Gets the event types, by an old or a new name; with none the webhook receives nothing.</summary>
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Gets a value indicating whether events are sent. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Gets what deliveries are signed with; null: they are not signed.</summary>
    public WebhookSecret? Secret { get; init; }

    /// <summary>Gets headers that every delivery carries. Names ignore case.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>Gets headers whose values are kept encrypted and never shown. Names ignore case.</summary>
    public ImmutableSortedDictionary<string, string> EncryptedHeaders { get; init; } = NoHeaders;

    /// <summary>Gets a value indicating whether events are sent as CloudEvents alone. Once true it stays so. Default: false.</summary>
    public bool EnableCloudEventDelivery { get; init; }

    /// <summary>Gets a value indicating whether the target's certificate is checked for revocation. Default: false.</summary>
    public bool CheckCertificateRevocation { get; init; }

    /// <summary>Gets what the webhook is for; null when nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>Gets from where it was created. Default: <see cref="WebhookOrigin.Api"/>.</summary>
    public WebhookOrigin Origin { get; init; }

    /// <summary>Gets the user whose access counts at <see cref="WebhookLevel.User"/>; null at <see cref="WebhookLevel.Tenant"/>.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Gets who created it.</summary>
    public string CreatedByUserId { get; init; } = "";

    /// <summary>Gets who changed it last; null when nobody has.</summary>
    public string? UpdatedByUserId { get; init; }

    /// <summary>Gets when it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets why it was disabled, for people; null when it was not, or by a person.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Gets why it was disabled, for programs: a value of <see cref="DisabledReasonCodes"/>.</summary>
    public string? DisabledReasonCode { get; init; }

    /// <summary>Gets the number of its state; a store counts it up with every change.</summary>
    public long Version { get; init; }

    internal static ImmutableSortedDictionary<string, string> NoHeaders { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);
}
