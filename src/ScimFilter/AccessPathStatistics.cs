namespace ScimFilter;

/// <summary>How many entries of an index are found in one way.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Attribute">
/// The attribute whose values lead to the entries, as filters name it; null where no single attribute does.
/// </param>
/// <param name="Entries">The number of entries of subscriptions that are not removed.</param>
public sealed record AccessPathStatistics(AccessPathKind Kind, string? Attribute, long Entries);
