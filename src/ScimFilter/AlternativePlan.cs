namespace ScimFilter;

/// <summary>How an index finds one alternative of a filter, and what it checks then.</summary>
/// <param name="EventTypes">The event types that are part of the key, with an entry for each; none when the key has none.</param>
/// <param name="Key">The comparisons by <c>eq</c> that are part of the key.</param>
/// <param name="AccessPaths">
/// The access paths that can find the alternative among those with the same key. The index takes the one that the fewest others share when
/// the key has more than a few alternatives, and checks them one by one otherwise.
/// </param>
/// <param name="Conditions">
/// What is checked on values once the alternative is found; of a value path also what it implies for its attributes.
/// </param>
/// <param name="Residuals">What is evaluated last, on the whole event.</param>
public sealed record AlternativePlan(
    IReadOnlyList<string> EventTypes,
    IReadOnlyList<FilterExpression> Key,
    IReadOnlyList<PlannedAccessPath> AccessPaths,
    IReadOnlyList<FilterExpression> Conditions,
    IReadOnlyList<PlannedResidual> Residuals)
{
    /// <summary>Gets a value indicating whether the event type is checked, as it is not part of the key.</summary>
    public bool ChecksEventType { get; init; }

    /// <summary>
    /// Gets why the alternative is checked on every event that has its key; null when an access path can find it, or the key decides all.
    /// </summary>
    public CheckReason? CheckReason { get; init; }
}
