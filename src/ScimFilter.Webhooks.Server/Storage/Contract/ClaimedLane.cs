namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>The deliveries of one webhook that were claimed.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Deliveries">The deliveries, the one due first in front.</param>
/// <param name="NextDue">When the next one that was not claimed is due; null when there is none.</param>
internal sealed record ClaimedLane(WebhookKey Webhook, IReadOnlyList<ClaimedDelivery> Deliveries, DateTimeOffset? NextDue);
