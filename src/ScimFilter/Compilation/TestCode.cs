using ScimFilter.Ast;

namespace ScimFilter.Compilation;

/// <summary>What a test compares, which depends on the literal and on the attribute.</summary>
internal enum TestKind
{
    /// <summary>Whether the attribute has no value: <c>eq null</c>.</summary>
    NoValue,

    /// <summary><c>pr</c></summary>
    Present,

    /// <summary>Whether a value is one of several strings.</summary>
    InSet,

    /// <summary>Whether an element satisfies the filter of a value path.</summary>
    Element,

    /// <summary><c>eq true</c></summary>
    True,

    /// <summary><c>eq false</c></summary>
    False,

    /// <summary>Numbers by value.</summary>
    Number,

    /// <summary>Date-times by instant.</summary>
    Instant,

    /// <summary>Strings, case counting.</summary>
    Exact,

    /// <summary>Strings, case ignored.</summary>
    Folded,

    /// <summary>By instant where the value is a date-time as the literal is, else as strings, case counting.</summary>
    InstantOrExact,

    /// <summary>By instant where the value is a date-time as the literal is, else as strings, case ignored.</summary>
    InstantOrFolded,
}

/// <summary>Names one test of a plan.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="Operator">The operator, which is none that negates another: those negate the test.</param>
internal readonly record struct TestCode(TestKind Kind, ComparisonOperator Operator)
{
    // Neither a bracket nor a digit, which keys of plans have besides.
    private const char FirstLetter = '\u0100';

    /// <summary>Gets the character that stands for the test in the key of a plan.</summary>
    public char Letter => (char)(FirstLetter + ((int)Kind << 6) + (int)Operator);

    /// <summary>
    /// Gets a value indicating whether it compares strings for equality, so that several such tests can be one look-up in a set.
    /// </summary>
    public bool IsTextEquality => this is { Kind: TestKind.Exact or TestKind.Folded, Operator: ComparisonOperator.Equal };
}
