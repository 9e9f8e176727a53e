namespace ScimFilter.Webhooks.Delivering;

/// <summary>What follows an attempt, and when.</summary>
/// <param name="Decision">What.</param>
/// <param name="DueAt">When the next attempt is due; the time of the decision when there is none.</param>
public readonly record struct RetryStep(RetryDecision Decision, DateTimeOffset DueAt);
