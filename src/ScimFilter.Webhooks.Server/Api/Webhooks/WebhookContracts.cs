using System.Text.Json;
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

/// <summary>A page of webhooks.</summary>
internal sealed record WebhookListBody(IReadOnlyList<WebhookBody> Data, LinksBody Links);

/// <summary>
/// A webhook to create or to replace: for the API's description; bodies are read member by member, so that each fault has its place.
/// </summary>
internal sealed record WebhookRequestBody(
    string Url, string Name, string? Level, string? Filter, string? Secret, bool? Enabled, IReadOnlyDictionary<string, string>? Headers,
    IReadOnlyDictionary<string, string>? EncryptedHeaders, string? OwnerId, IReadOnlyList<string>? EventTypes, string? Description,
    string? Origin,
    bool? EnableCloudEventDelivery, bool? CheckCertificateRevocation);

/// <summary>An operation of JSON Patch: <c>add</c>, <c>remove</c> or <c>replace</c>.</summary>
internal sealed record PatchOperationBody(string Op, string Path, JsonElement? Value);

/// <summary>How the deliveries of a webhook have gone lately; left out when the last attempt succeeded and nothing holds them up.</summary>
/// <param name="Failures">Attempts that failed since the last one that succeeded.</param>
/// <param name="FailingSince">When the first of those was made.</param>
/// <param name="HeldUntil">Until when nothing is sent.</param>
/// <param name="HeldReason">Why: <c>retryAfter</c>, the receiver asked for it; <c>circuitOpen</c>, the next attempt is a probe.</param>
internal sealed record HealthBody(int Failures, ApiTime? FailingSince, ApiTime? HeldUntil, string? HeldReason);

/// <summary>An event type that webhooks can ask for.</summary>
internal sealed record EventTypeBody(string Name, string Title, IReadOnlyList<string> Levels, string Description, string Category);

/// <summary>All event types.</summary>
internal sealed record EventTypeListBody(IReadOnlyList<EventTypeBody> Data);
