using ScimFilter.Ast;
using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>An <c>eq</c> by which a subscription can be found.</summary>
/// <param name="Request">The attribute.</param>
/// <param name="Kind">Which of its values are keys.</param>
/// <param name="Key">The key of the literal.</param>
/// <param name="Decides">Whether the key decides by itself, without the comparison.</param>
/// <param name="Comparison">The comparison.</param>
internal sealed record AccessKey(SlotRequest Request, KeyKind Kind, byte[] Key, bool Decides, ComparisonExpression Comparison)
{
    public bool IsOfSameAttribute(AccessKey other) => Kind == other.Kind && Request.Equals(other.Request);
}

/// <summary>One alternative of a filter: all keys and all that is left must hold.</summary>
/// <param name="Keys">At most one for each attribute and kind.</param>
/// <param name="Rest">What the keys do not say.</param>
internal sealed record Disjunct(IReadOnlyList<AccessKey> Keys, IReadOnlyList<FilterExpression> Rest)
{
    private const int MostCompared = 32;

    /// <summary>
    /// Whether an event whose attributes have one value each can match several alternatives: it cannot when any two ask one
    /// attribute for different values.
    /// </summary>
    public static bool AreMoreThanOnePossible(IReadOnlyList<Disjunct> disjuncts)
    {
        if (disjuncts.Count > MostCompared)
        {
            return true;
        }

        for (int i = 0; i < disjuncts.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!Exclude(disjuncts[i], disjuncts[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Exclude(Disjunct left, Disjunct right) => left.Keys.Any(
        key => right.Keys.Any(other => key.IsOfSameAttribute(other) && !key.Key.AsSpan().SequenceEqual(other.Key)));
}
