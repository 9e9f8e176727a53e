using System.Text.Json.Serialization;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>A webhook as the API shows it.</summary>
internal sealed record WebhookBody
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string Name { get; init; }

    public required string Level { get; init; }

    public string? Filter { get; init; }

    /// <summary>Gets the secret; only when the server is told to show it.</summary>
    public string? Secret { get; init; }

    public required bool SecretKeyAdded { get; init; }

    public required bool Enabled { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the names of encrypted headers; their values are never shown.</summary>
    public required IReadOnlyList<string> EncryptedHeaders { get; init; }

    public string? OwnerId { get; init; }

    public required ApiTime CreatedAt { get; init; }

    public required ApiTime UpdatedAt { get; init; }

    public required IReadOnlyList<string> EventTypes { get; init; }

    public string? Description { get; init; }

    public string? DisabledReason { get; init; }

    public required string CreatedByUserId { get; init; }

    public string? UpdatedByUserId { get; init; }

    public string? DisabledReasonCode { get; init; }

    public required string Origin { get; init; }

    public required bool EnableCloudEventDelivery { get; init; }

    public required bool CheckCertificateRevocation { get; init; }

    /// <summary>
    /// Gets what becomes of events now: <c>active</c>, <c>failing</c> (the last attempt failed), <c>idle</c> (enabled, but without event
    /// types it receives nothing) or <c>disabled</c>. The reference knows nothing of it.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Gets how its deliveries have gone lately; only here, the reference knows nothing of it.</summary>
    [JsonPropertyName("health")]
    public HealthBody? Health { get; init; }
}
