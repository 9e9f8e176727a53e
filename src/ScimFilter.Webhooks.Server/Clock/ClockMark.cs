namespace ScimFilter.Webhooks.Server.Clock;

/// <summary>What the service knew of the time when it last wrote it down.</summary>
/// <param name="Now">The time of the service's clock, by which everything that is stored was stamped.</param>
/// <param name="Settled">
/// The time that has proved itself: like <paramref name="Now"/>, but without a jump at a start that had not lasted long enough.
/// </param>
internal readonly record struct ClockMark(DateTimeOffset Now, DateTimeOffset Settled);
