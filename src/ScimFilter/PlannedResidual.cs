namespace ScimFilter;

/// <summary>A part of a filter that is evaluated on the events that find its alternative.</summary>
/// <param name="Filter">The part.</param>
/// <param name="Reason">Why it is evaluated.</param>
public sealed record PlannedResidual(FilterExpression Filter, ResidualReason Reason);
