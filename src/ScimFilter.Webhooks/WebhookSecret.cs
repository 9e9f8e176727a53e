namespace ScimFilter.Webhooks;

/// <summary>The secret that the deliveries of a webhook are signed with, and the one before it while that is still good.</summary>
/// <param name="Current">The secret in use.</param>
public sealed record WebhookSecret(string Current)
{
    /// <summary>Gets the secret that <see cref="Current"/> took the place of; null when there was none.</summary>
    public string? Previous { get; init; }

    /// <summary>Gets when <see cref="Previous"/> ends to sign.</summary>
    public DateTimeOffset PreviousUntil { get; init; }

    /// <summary>Puts a new secret in the place of the current one, which goes on signing for a while.</summary>
    /// <param name="secret">The new secret.</param>
    /// <param name="until">When the current one ends to sign.</param>
    public WebhookSecret RotateTo(string secret, DateTimeOffset until) =>
        string.Equals(secret, Current, StringComparison.Ordinal)
            ? this
            : new WebhookSecret(secret) { Previous = Current, PreviousUntil = until };

    /// <summary>Gives the secrets that sign at a time, the current one first.</summary>
    /// <param name="now">The time.</param>
    public IReadOnlyList<string> At(DateTimeOffset now) => Previous is not null && now < PreviousUntil ? [Current, Previous] : [Current];

    /// <summary>Tells nothing of the secret, so that it stays out of logs.</summary>
    public override string ToString() => "***";
}
