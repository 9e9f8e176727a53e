using ScimFilter.Compilation;
using ScimFilter.Matching.Probing;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>What the key of a subscription does not say, to be checked on an event that has the key.</summary>
/// <param name="Values">The values that attributes must or must not have: <c>a ne "x" and b eq "y"</c>.</param>
/// <param name="Filter">Any other filter; null when there is none.</param>
internal sealed record Conditions(ValueCondition[] Values, ResidualFilter? Filter);

/// <summary>A value that an attribute must or must not have.</summary>
/// <param name="Attribute">The number of the attribute.</param>
/// <param name="Key">The value, as the bytes by which it is a key.</param>
/// <param name="IsRequired">Whether some value of the attribute must be this one; else none may.</param>
internal readonly record struct ValueCondition(int Attribute, byte[] Key, bool IsRequired);

/// <summary>A filter over the slots of an index, and the event types with which it can hold.</summary>
/// <param name="Shape">Its shape; null when only the event type counts.</param>
/// <param name="Terms">Its constants, with the slots of the index.</param>
/// <param name="Types">The event types, one of which the event must have; null means any.</param>
internal readonly record struct ResidualFilter(FilterShape? Shape, Term[] Terms, LiteralSet? Types)
{
    public bool Matches(MatchContext context) =>
        (Types is null || context.Keys.HasTypeIn(Types)) && Shape?.Evaluate(context.Slots, Terms) != false;
}
