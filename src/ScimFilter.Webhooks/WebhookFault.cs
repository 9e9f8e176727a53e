namespace ScimFilter.Webhooks;

/// <summary>A rule that a webhook breaks.</summary>
/// <param name="Kind">What kind of rule.</param>
/// <param name="Property">The property, as the API calls it.</param>
/// <param name="Message">What is wrong, as one sentence.</param>
public sealed record WebhookFault(WebhookFaultKind Kind, string Property, string Message)
{
    /// <summary>Gets what is wrong with the filter, and where; null when the fault is another.</summary>
    public FilterError? FilterError { get; init; }
}
