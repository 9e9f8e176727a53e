namespace ScimFilter;

/// <summary>What can be wrong with a filter.</summary>
public enum FilterErrorKind
{
    /// <summary>The text is empty or blank. It never means "matches everything".</summary>
    Empty,

    /// <summary>The text at this place is not what the grammar allows there.</summary>
    UnexpectedText,

    /// <summary>The text ends too early.</summary>
    UnexpectedEnd,

    /// <summary>The path of an attribute is not one.</summary>
    InvalidAttributePath,

    /// <summary>The word after an attribute is no operator.</summary>
    UnknownOperator,

    /// <summary>The value is neither a JSON string, number, <c>true</c>, <c>false</c> nor <c>null</c>.</summary>
    InvalidValue,

    /// <summary>The number is not a JSON number.</summary>
    InvalidNumber,

    /// <summary>The string has no closing quote.</summary>
    UnterminatedString,

    /// <summary>The string holds an escape that JSON does not know.</summary>
    InvalidEscape,

    /// <summary>The string holds a control character that is not escaped.</summary>
    ControlCharacter,

    /// <summary>The string holds half of a surrogate pair.</summary>
    UnpairedSurrogate,

    /// <summary>A value path stands inside a value path.</summary>
    NestedValuePath,

    /// <summary>The text is longer than <see cref="FilterOptions.MaxLength"/>.</summary>
    TooLong,

    /// <summary>The nesting is deeper than <see cref="FilterOptions.MaxNesting"/>.</summary>
    TooDeep,

    /// <summary>There are more comparisons than <see cref="FilterOptions.MaxComparisons"/>.</summary>
    TooManyComparisons,

    /// <summary>A literal is longer than <see cref="FilterOptions.MaxLiteralLength"/>.</summary>
    LiteralTooLong,

    /// <summary>A path has more names than <see cref="FilterOptions.MaxPathNames"/>.</summary>
    PathTooLong,

    /// <summary>The exponent of a number is beyond <see cref="Ast.ExactDecimal.MaxExponent"/>.</summary>
    NumberOutOfRange,

    /// <summary>The schema does not have the attribute.</summary>
    UnknownAttribute,

    /// <summary>The operator cannot take the value, or the schema does not allow it on the attribute.</summary>
    OperatorNotAllowed,

    /// <summary>The value has another type than the attribute or the operator takes.</summary>
    ValueTypeMismatch,

    /// <summary>The schema does not list the value for the attribute.</summary>
    ValueNotAllowed,

    /// <summary>The schema does not allow negations, or value paths.</summary>
    ExpressionNotAllowed,

    /// <summary>The attribute may be used with certain event types only.</summary>
    EventTypeNotAllowed,

    /// <summary>
    /// The filters of an index together name more attributes than <see cref="SubscriptionIndexOptions.MaxAttributes"/>.
    /// </summary>
    TooManyAttributes,
}
