using ScimFilter.Ast;

namespace ScimFilter.Matching.Planning;

/// <summary>A comparison by <c>eq</c> or <c>ne</c> whose literal can be a value of a key.</summary>
/// <param name="Source">The attribute.</param>
/// <param name="Value">The normalised literal.</param>
/// <param name="Decides">Whether equal values mean that the comparison holds; otherwise it has to be evaluated as well.</param>
/// <param name="Comparison">The comparison.</param>
internal readonly record struct KeyTerm(KeySource Source, byte[] Value, bool Decides, ComparisonExpression Comparison)
{
    /// <summary>Whether two terms compare the same values of the same attribute.</summary>
    public bool IsOfSameAttribute(in KeyTerm other) =>
        ReferenceEquals(Source, other.Source) || (Source.Kind == other.Source.Kind && Source.Request.Equals(other.Source.Request));
}
