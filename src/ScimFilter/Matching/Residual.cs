using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching;

/// <summary>What the key of a subscription does not say, to be checked on an event that has the key.</summary>
internal abstract record Residual;

/// <summary>Attributes that must not have certain values: <c>a ne "x" and b ne "y"</c>.</summary>
/// <param name="Values">The attributes and the keys of the values.</param>
internal sealed record DifferentValues((int Attribute, byte[] Key)[] Values) : Residual;

/// <summary>Any other filter.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Terms">Its constants, with the slots of the index.</param>
internal sealed record ResidualFilter(FilterShape Shape, Term[] Terms) : Residual
{
    public bool Matches(EventSlots slots) => Shape.Evaluate(slots, Terms);
}
