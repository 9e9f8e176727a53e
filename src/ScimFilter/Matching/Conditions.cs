using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching;

/// <summary>What the key of a subscription does not say, to be checked on an event that has the key.</summary>
/// <param name="Types">The event types, one of which the event must have; none means any.</param>
/// <param name="Differences">Attributes and the keys of values that they must not have: <c>a ne "x" and b ne "y"</c>.</param>
/// <param name="Filter">Any other filter; null when there is none.</param>
internal sealed record Conditions(byte[][] Types, (int Attribute, byte[] Key)[] Differences, ResidualFilter? Filter);

/// <summary>A filter over the slots of an index.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Terms">Its constants, with the slots of the index.</param>
internal readonly record struct ResidualFilter(FilterShape Shape, Term[] Terms)
{
    public bool Matches(EventSlots slots) => Shape.Evaluate(slots, Terms);
}
