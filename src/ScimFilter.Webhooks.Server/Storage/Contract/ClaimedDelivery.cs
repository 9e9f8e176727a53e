namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>A delivery that is its claimer's until the lease ends.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Event">The event.</param>
/// <param name="Attempt">The number of the attempt that it is claimed for, from one.</param>
/// <param name="LeaseUntil">When the lease ends; then others may claim it.</param>
internal sealed record ClaimedDelivery(WebhookKey Webhook, StoredEvent Event, int Attempt, DateTimeOffset LeaseUntil);
