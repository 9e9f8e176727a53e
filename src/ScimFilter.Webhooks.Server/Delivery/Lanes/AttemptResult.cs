using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>An attempt, for the record and for what follows.</summary>
internal sealed record AttemptResult(Attempt Attempt, AttemptOutcome Outcome, DateTimeOffset EndedAt);
