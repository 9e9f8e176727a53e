namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>Until when nothing is sent to a webhook, and why.</summary>
/// <param name="Until">The end.</param>
/// <param name="Reason">A value of <see cref="LaneHoldReasons"/>.</param>
internal readonly record struct LaneHold(DateTimeOffset Until, string Reason);
