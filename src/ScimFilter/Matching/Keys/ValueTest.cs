using System.Runtime.CompilerServices;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>Compares a normalised value of an event with the normalised literal of a condition.</summary>
internal static class ValueTest
{
    /// <summary>Four bits for each operator that orders: whether it accepts less, the same, and greater.</summary>
    private const int AcceptedOrders = 0b0011_0001_0110_0100;

    /// <summary>Whether a value is what an operator requires.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="kind">How value and literal are normalised.</param>
    /// <param name="value">The value.</param>
    /// <param name="literal">The literal.</param>
    public static bool Holds(ConditionOperator @operator, KeyKind kind, ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal) =>
        @operator switch
        {
            ConditionOperator.Equal => value.SequenceEqual(literal),
            ConditionOperator.StartsWith => value.StartsWith(literal),
            ConditionOperator.EndsWith => value.EndsWith(literal),
            ConditionOperator.Contains => SubstringSearch.Contains(value, literal),
            _ => Accepts(@operator, Math.Sign(Compare(kind, value, literal))),
        };

    /// <summary>Compares a value with a literal by the order of their kind.</summary>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public static int Compare(KeyKind kind, ReadOnlySpan<byte> value, ReadOnlySpan<byte> literal) => kind switch
    {
        KeyKind.ExactText or KeyKind.FoldedText => TextOrder.Compare(value, literal),
        KeyKind.InstantOrExact or KeyKind.InstantOrFolded => InstantOrText.IsInstant(value)
            ? value[InstantOrText.TagSize..].SequenceCompareTo(InstantOrText.InstantOf(literal))
            : TextOrder.Compare(value[InstantOrText.TagSize..], InstantOrText.TextOf(literal)),
        _ => value.SequenceCompareTo(literal),
    };

    /// <summary>Whether an operator that orders accepts an order.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="order">-1, 0 or 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts(ConditionOperator @operator, int order) =>
        (AcceptedOrders >> (((int)@operator - (int)ConditionOperator.Greater) * 4) >> (order + 1) & 1) != 0;
}
