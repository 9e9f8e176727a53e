using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>An attempt at delivering as the API shows it.</summary>
internal sealed record DeliveryBody(
    string Id, string Status, DeliveryRequestBody Request, DeliveryResponseBody? Response, string EventType, string WebhookId,
    ApiTime TriggeredAt,
    string StatusMessage);

/// <summary>A page of deliveries.</summary>
internal sealed record DeliveryListBody(IReadOnlyList<DeliveryBody> Data, LinksBody Links);

/// <summary>
/// What was sent; the body is left out when the event is no longer kept or cannot be shown, or when a list does not show one so long.
/// </summary>
internal sealed record DeliveryRequestBody(string Url, WrittenJson? Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Gets whether the body is left out because it is too long for a list; <c>null</c> when it is not.</summary>
    public bool? BodyTruncated { get; init; }

    /// <summary>Gets how many bytes the stored event has, when the body is left out of a list.</summary>
    public int? BodyLength { get; init; }
}

/// <summary>What came back, as much of it as is kept, and in a list the beginning of that.</summary>
internal sealed record DeliveryResponseBody(string? Body, IReadOnlyDictionary<string, string> Headers, int StatusCode)
{
    /// <summary>Gets whether a list shows the beginning of the body alone; <c>null</c> when it shows all that is kept.</summary>
    public bool? BodyTruncated { get; init; }

    /// <summary>Gets how many bytes of the body are kept, when a list shows the beginning alone.</summary>
    public int? BodyLength { get; init; }
}

/// <summary>From when on failed deliveries are sent again.</summary>
internal sealed record RecoverRequestBody(DateTimeOffset Since);

/// <summary>How many deliveries are due again.</summary>
internal sealed record RecoveredBody(int Recovered);

/// <summary>What a replay would do, or has done so far.</summary>
/// <param name="Status"><c>counted</c> (a dry run), <c>running</c> or <c>done</c>.</param>
/// <param name="Since">The first moment of the period, no earlier than the kept history.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="Events">Events of the tenant that were examined.</param>
/// <param name="Matches">Those that the webhook, as it is now, receives.</param>
/// <param name="Deliveries">Those of them that were not delivered and do not wait: they are due now, or would be.</param>
/// <param name="StartedAt">When the replay began; not for a dry run.</param>
/// <param name="EndedAt">When it had examined all events; not before.</param>
internal sealed record ReplayBody(
    string Status, ApiTime Since, ApiTime Until, int Events, int Matches, int Deliveries, ApiTime? StartedAt, ApiTime? EndedAt);

/// <summary>Which events a webhook is to receive that it has not received.</summary>
/// <param name="Since">The first moment of the period.</param>
/// <param name="Until">The first moment after it. Default: now.</param>
/// <param name="DryRun">Whether to count what would be sent, and send nothing. Default: false.</param>
internal sealed record ReplayRequestBody(DateTimeOffset Since, DateTimeOffset? Until, bool? DryRun);
