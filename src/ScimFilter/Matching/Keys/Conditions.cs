using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>What the key of an entry does not decide. It is checked on the events that have the key.</summary>
/// <param name="Values">Conditions on the values of attributes: <c>a ne "x" and b sw "y"</c>.</param>
/// <param name="Filter">The residual: any other filter; null when there is none.</param>
internal sealed record Conditions(ValueCondition[] Values, ResidualFilter? Filter);

/// <summary>A condition on the values of an attribute.</summary>
/// <param name="Attribute">The number of the attribute.</param>
/// <param name="Kind">How values and literal are normalised.</param>
/// <param name="Operator">What some value of the attribute must be, compared with the literal.</param>
/// <param name="IsNegated">Whether no value may be so instead.</param>
/// <param name="Value">The literal, as <see cref="NormalizedValue"/> gives it.</param>
internal readonly record struct ValueCondition(int Attribute, KeyKind Kind, ConditionOperator Operator, bool IsNegated, byte[] Value);

/// <summary>A filter over the slots of an index, and the event types with which it can hold.</summary>
/// <param name="Filter">The filter, with the slots of the index; its default when only the event type counts.</param>
/// <param name="Types">The event types, one of which the event must have; null for any.</param>
internal readonly record struct ResidualFilter(BoundFilter Filter, LiteralSet? Types);
