using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Paths;

/// <summary>The lower and the upper bound that the conditions of a group set for one attribute.</summary>
internal readonly ref struct Bounds
{
    private Bounds(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, bool hasLower, bool hasUpper)
    {
        Lower = lower;
        Upper = upper;
        HasLower = hasLower;
        HasUpper = hasUpper;
    }

    /// <summary>Gets the literal of the lower bound, if there is one.</summary>
    public ReadOnlySpan<byte> Lower { get; }

    /// <summary>Gets the literal of the upper bound, if there is one.</summary>
    public ReadOnlySpan<byte> Upper { get; }

    public bool HasLower { get; }

    public bool HasUpper { get; }

    /// <summary>Whether a condition is a bound.</summary>
    public static bool IsBound(int condition) => ConditionFormat.OperatorOf(condition) >= ConditionOperator.Greater;

    /// <summary>Reads the bounds for an attribute: the first of each kind, if there are several.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="attribute">The number of the attribute.</param>
    /// <param name="isNegated">
    /// Whether to read the bounds of negated conditions, which all values must meet: <c>not (a lt 5)</c> is the lower bound 5.
    /// </param>
    /// <param name="arena">The values.</param>
    public static Bounds Of(ReadOnlySpan<int> conditions, int attribute, bool isNegated, byte[] arena)
    {
        int lower = -1;
        int upper = -1;
        for (int i = ConditionFormat.EndOf(conditions[0]) - ConditionFormat.Size; i > 0; i -= ConditionFormat.Size)
        {
            int condition = conditions[i];
            if (IsBound(condition) && ConditionFormat.AttributeOf(condition) == attribute
                && ConditionFormat.IsNegated(condition) == isNegated)
            {
                bool isGreater = ConditionFormat.OperatorOf(condition) is ConditionOperator.Greater or ConditionOperator.GreaterOrEqual;
                bool isLower = isGreater != isNegated;
                (lower, upper) = isLower ? (conditions[i + ConditionFormat.ValuePlace], upper)
                    : (lower, conditions[i + ConditionFormat.ValuePlace]);
            }
        }

        return new Bounds(ValueOf(lower, arena), ValueOf(upper, arena), lower >= 0, upper >= 0);
    }

    /// <summary>Gives the bounds on instants, or on texts, of bounds that have both; see <see cref="InstantOrText"/>.</summary>
    public Bounds PartOf(bool isText) => new(PartOf(Lower, HasLower, isText), PartOf(Upper, HasUpper, isText), HasLower, HasUpper);

    private static ReadOnlySpan<byte> PartOf(ReadOnlySpan<byte> literal, bool isThere, bool isText) =>
        !isThere ? [] : isText ? InstantOrText.TextOf(literal) : InstantOrText.InstantOf(literal);

    private static ReadOnlySpan<byte> ValueOf(int place, byte[] arena) => place < 0 ? [] : Tables.ValueArena.Get(arena, place);
}
