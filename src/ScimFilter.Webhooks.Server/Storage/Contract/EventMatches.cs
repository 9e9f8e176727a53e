namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>The webhooks that an event concerns.</summary>
/// <param name="Position">The place of the event.</param>
/// <param name="TenantId">The tenant of the event and the webhooks.</param>
/// <param name="WebhookIds">The webhooks, each once.</param>
internal sealed record EventMatches(long Position, string TenantId, IReadOnlyList<string> WebhookIds)
{
    /// <summary>
    /// Gets those of <see cref="WebhookIds"/> whose deliveries are claimed as they are created, by who saves the matches. Default: none.
    /// </summary>
    public IReadOnlyList<string> ClaimedIds { get; init; } = [];
}
