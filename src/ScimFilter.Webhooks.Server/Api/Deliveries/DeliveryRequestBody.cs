using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

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
