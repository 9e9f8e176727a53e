namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Says how late a delivery may be due. What is due later was stored under a clock that was wrong.</summary>
/// <param name="Latest">The latest time that is plausible.</param>
/// <param name="DueAt">When a delivery is due that was later.</param>
internal readonly record struct DueLimit(DateTimeOffset Latest, DateTimeOffset DueAt);
