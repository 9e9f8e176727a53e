using System.Collections.Immutable;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>A webhook as a request gives it; what is null was not given.</summary>
internal sealed record WebhookInput
{
    public Uri? Url { get; init; }

    public string? Name { get; init; }

    public WebhookLevel? Level { get; init; }

    public string? Filter { get; init; }

    /// <summary>Gets what the request does to the secret; null: nothing.</summary>
    public SecretChange? Secret { get; init; }

    public bool? Enabled { get; init; }

    public ImmutableSortedDictionary<string, string>? Headers { get; init; }

    /// <summary>Gets what the request does to encrypted headers; null: nothing.</summary>
    public EncryptedHeaderChange? EncryptedHeaders { get; init; }

    public string? OwnerId { get; init; }

    public ImmutableArray<string>? EventTypes { get; init; }

    public string? Description { get; init; }

    public WebhookOrigin? Origin { get; init; }

    public bool? EnableCloudEventDelivery { get; init; }

    public bool? CheckCertificateRevocation { get; init; }

    /// <summary>Gets properties that can only be read, with their values as texts.</summary>
    public ImmutableDictionary<string, string> ReadOnly { get; init; } = [];
}
