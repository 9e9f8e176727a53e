namespace ScimFilter.Webhooks.Storage;

/// <summary>What is old enough to be forgotten.</summary>
/// <param name="History">Events that are matched, their deliveries and attempts, from before this.</param>
/// <param name="EventIds">Identifiers of events, by which duplicates are known, from before this.</param>
public readonly record struct Retention(DateTimeOffset History, DateTimeOffset EventIds);
