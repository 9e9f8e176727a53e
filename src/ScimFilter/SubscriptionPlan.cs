namespace ScimFilter;

/// <summary>How a <see cref="SubscriptionIndex{TId}"/> would find one subscription. Immutable and thread-safe.</summary>
/// <param name="Alternatives">
/// The alternatives of the filter: a conjunction each, one of which must hold. Most filters without <c>or</c> have one.
/// </param>
public sealed record SubscriptionPlan(IReadOnlyList<AlternativePlan> Alternatives);
