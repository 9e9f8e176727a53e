namespace ScimFilter;

/// <summary>An access path that can find an alternative of a filter.</summary>
/// <param name="Kind">The kind of path.</param>
/// <param name="Condition">The condition that it finds the alternative by; of an interval both bounds.</param>
public sealed record PlannedAccessPath(AccessPathKind Kind, FilterExpression Condition);
