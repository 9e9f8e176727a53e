using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>What the key of an entry does not decide. It is checked on each event that has the key.</summary>
/// <param name="Values">The values that attributes must or must not have: <c>a ne "x" and b eq "y"</c>.</param>
/// <param name="Filter">The residual: any other filter; null when there is none.</param>
internal sealed record Conditions(ValueCondition[] Values, ResidualFilter? Filter);

/// <summary>A value that an attribute must or must not have.</summary>
/// <param name="Attribute">The number of the attribute.</param>
/// <param name="Value">The bytes of the value, as <see cref="NormalizedValue"/> gives them.</param>
/// <param name="IsRequired">Whether some value of the attribute must be this one; otherwise none may.</param>
internal readonly record struct ValueCondition(int Attribute, byte[] Value, bool IsRequired);

/// <summary>A filter over the slots of an index, and the event types with which it can hold.</summary>
/// <param name="Filter">The filter, with the slots of the index; its default when only the event type counts.</param>
/// <param name="Types">The event types, one of which the event must have; null for any.</param>
internal readonly record struct ResidualFilter(BoundFilter Filter, LiteralSet? Types);
