namespace ScimFilter;

/// <summary>Why a part of a filter is evaluated on events instead of being split into keys and conditions.</summary>
public enum ResidualReason
{
    /// <summary>A value path: one element must meet all of its conditions, and keys and conditions know single values only.</summary>
    ValuePath,

    /// <summary>A negated value path: no element may meet its conditions.</summary>
    NegatedValuePath,

    /// <summary>An <c>or</c> with an operand that no value leads to, such as <c>ne</c>: splitting it would not find more.</summary>
    UnfindableOperand,

    /// <summary>An <c>or</c> that would make more alternatives than <see cref="SubscriptionIndexOptions.MaxAlternatives"/>.</summary>
    TooManyAlternatives,

    /// <summary>The whole filter: its alternatives and event types would take memory out of proportion to it.</summary>
    OutOfProportion,

    /// <summary>A comparison whose literal has no normal form: a date-time of tens of thousands of characters.</summary>
    LiteralForm,
}
