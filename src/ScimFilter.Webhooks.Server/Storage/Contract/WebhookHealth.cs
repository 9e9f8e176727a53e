namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>How the deliveries of a webhook have gone lately.</summary>
/// <param name="Failures">Attempts that failed since the last one that succeeded.</param>
/// <param name="FailingSince">When the first of those was made; null when there is none.</param>
internal readonly record struct WebhookHealth(int Failures, DateTimeOffset? FailingSince)
{
    /// <summary>Gives the health after an attempt that failed.</summary>
    /// <param name="at">When it was made.</param>
    public WebhookHealth Failed(DateTimeOffset at) => new(Failures + 1, FailingSince ?? at);
}
