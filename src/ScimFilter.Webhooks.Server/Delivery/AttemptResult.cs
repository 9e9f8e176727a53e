using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>An attempt, for the record and for what follows.</summary>
internal sealed record AttemptResult(Attempt Attempt, AttemptOutcome Outcome, DateTimeOffset EndedAt);
