using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Planning;

/// <summary>A comparison or a presence test of a filter, as a condition on normalised values.</summary>
/// <param name="Source">The attribute.</param>
/// <param name="Operator">The operator, without its negation.</param>
/// <param name="IsNegated">Whether the condition must not hold.</param>
/// <param name="Value">The normalised literal.</param>
/// <param name="Filter">The filter that the term stands for.</param>
internal readonly record struct PlannedTerm(
    KeySource Source, ConditionOperator Operator, bool IsNegated, byte[] Value, FilterExpression Filter)
{
    /// <summary>Gets a value indicating whether the term can be part of a key: some value of the attribute must be its literal.</summary>
    public bool IsKeyTerm => Operator == ConditionOperator.Equal && !IsNegated && Source.Kind != KeyKind.State;

    /// <summary>Whether two terms compare the same values of the same attribute.</summary>
    public bool IsOfSameAttribute(in PlannedTerm other) =>
        ReferenceEquals(Source, other.Source) || (Source.Kind == other.Source.Kind && Source.Request.Equals(other.Source.Request));
}
