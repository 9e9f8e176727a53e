namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>An attempt and what it means for its delivery.</summary>
/// <param name="Delivery">The delivery as it was claimed.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="End">What becomes of the delivery.</param>
/// <param name="DueAt">When it is due again, with <see cref="DeliveryEnd.Retry"/>.</param>
/// <param name="Health">The health of the webhook from now on; null when it is what it was.</param>
internal sealed record DeliveryCompletion(
    ClaimedDelivery Delivery, Attempt Attempt, DeliveryEnd End, DateTimeOffset DueAt, WebhookHealth? Health);
