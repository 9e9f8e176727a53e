using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Delivering;

/// <summary>What all deliveries have in common. Immutable and thread-safe.</summary>
public sealed record DeliveryRequestOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static DeliveryRequestOptions Default { get; } = new();

    /// <summary>
    /// Gets the <c>user-agent</c>, of printable ASCII characters without a space at either end; receivers of the product look for it.
    /// Default: <c>Qlik Webhook</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It has another character, or begins or ends with a space.</exception>
    public string UserAgent
    {
        get;
        init => field = value is not null && HeaderRules.IsValue(value) ? value
            : throw new ArgumentException(HeaderRules.ValueRule, nameof(value));
    } = "Qlik Webhook";

    /// <summary>
    /// Gets the shape for webhooks without <see cref="Webhook.EnableCloudEventDelivery"/>. Default: <see cref="EventShape.Both"/>.
    /// </summary>
    public EventShape Shape { get; init; } = EventShape.Both;

    /// <summary>Gets which signatures are sent when the webhook has a secret. Default: <see cref="SignatureHeaders.Qlik"/>.</summary>
    public SignatureHeaders Signatures { get; init; } = SignatureHeaders.Qlik;
}
