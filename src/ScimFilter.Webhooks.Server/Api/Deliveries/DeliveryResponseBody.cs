namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>What came back, as much of it as is kept, and in a list the beginning of that.</summary>
internal sealed record DeliveryResponseBody(string? Body, IReadOnlyDictionary<string, string> Headers, int StatusCode)
{
    /// <summary>Gets whether a list shows the beginning of the body alone; <c>null</c> when it shows all that is kept.</summary>
    public bool? BodyTruncated { get; init; }

    /// <summary>Gets how many bytes of the body are kept, when a list shows the beginning alone.</summary>
    public int? BodyLength { get; init; }
}
