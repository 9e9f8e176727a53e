namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Keeps webhooks. What returns has happened durably. Thread-safe.</summary>
/// <remarks>Everything but <see cref="ReadAllAsync"/> sees one tenant alone.</remarks>
internal interface IWebhookStore
{
    /// <summary>Finds a webhook.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<Webhook?> FindAsync(WebhookKey key, CancellationToken cancellationToken);

    /// <summary>Lists webhooks of a tenant.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="query">Which, and in what order.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CursorFormatException">The cursor is not of this order.</exception>
    ValueTask<Page<Webhook>> ListAsync(string tenantId, WebhookQuery query, CancellationToken cancellationToken);

    /// <summary>Gives all webhooks of all tenants: for the index at start, never for an answer.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask<IReadOnlyList<Webhook>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Adds a webhook, its version one, unless a quota is reached.</summary>
    /// <param name="webhook">The webhook; its key is new.</param>
    /// <param name="quota">How many there may be.</param>
    /// <param name="cancellationToken">Ends the waiting, not the adding.</param>
    ValueTask<WebhookAddition> AddAsync(Webhook webhook, WebhookQuota quota, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a webhook in the place of its former state, and counts its version up. One that was disabled and is enabled begins anew: what
    /// is stored of its health is forgotten.
    /// </summary>
    /// <param name="webhook">The new state; its version is that of the former one.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    /// <returns>The stored state; null when the webhook is gone or was changed since.</returns>
    ValueTask<Webhook?> ReplaceAsync(Webhook webhook, CancellationToken cancellationToken);

    /// <summary>Removes a webhook with its deliveries.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    /// <returns>Whether it was there.</returns>
    ValueTask<bool> RemoveAsync(WebhookKey key, CancellationToken cancellationToken);
}
