namespace ScimFilter.Ast;

/// <summary>What there is to say about one comparison operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Token">How filters write it: two lower-case letters of ASCII.</param>
/// <param name="Family">Which literals and attributes it takes, and how it is evaluated.</param>
internal sealed record OperatorRow(ComparisonOperator Operator, string Token, OperatorFamily Family)
{
    /// <summary>Gets what users of other languages write for it; errors suggest <see cref="Token"/> instead.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>
    /// Gets the operator that this one is the negation of; null for one with a test of its own. A negation needs nothing else in its row:
    /// it holds exactly where the other does not, on multi-valued and absent attributes too.
    /// </summary>
    public ComparisonOperator? Negates { get; init; }

    /// <summary>
    /// Gets the results of comparing a value with the literal at which the operator holds; none for a substring operator.
    /// </summary>
    public Orders Accepts { get; init; }

    /// <summary>Gets the verb that joins a value and the literal where the operator holds.</summary>
    public string Holds { get; init; } = "";

    /// <summary>Gets the verb that joins them where it does not.</summary>
    public string HoldsNot { get; init; } = "";
}

/// <summary>The operators that take the same literals, and the same attributes.</summary>
internal enum OperatorFamily
{
    /// <summary>Any literal, <c>null</c> among them.</summary>
    Equality,

    /// <summary>Strings.</summary>
    Substring,

    /// <summary>Strings, numbers and points in time.</summary>
    Ordering,
}

/// <summary>The results of comparing a value with a literal.</summary>
[Flags]
internal enum Orders
{
    None = 0,

    /// <summary>The value is less than the literal.</summary>
    Less = 1,

    /// <summary>They are equal.</summary>
    Same = 2,

    /// <summary>The value is greater than the literal.</summary>
    Greater = 4,
}
