namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>
/// A webhook to create or to replace: for the API's description; bodies are read member by member, so that each fault has its place.
/// </summary>
internal sealed record WebhookRequestBody(
    string Url, string Name, string? Level, string? Filter, string? Secret, bool? Enabled, IReadOnlyDictionary<string, string>? Headers,
    IReadOnlyDictionary<string, string>? EncryptedHeaders, string? OwnerId, IReadOnlyList<string>? EventTypes, string? Description,
    string? Origin,
    bool? EnableCloudEventDelivery, bool? CheckCertificateRevocation);
