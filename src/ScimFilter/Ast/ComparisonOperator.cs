namespace ScimFilter.Ast;

/// <summary>The operators that compare an attribute with a value (RFC 7644 section 3.4.2.2, table 3).</summary>
public enum ComparisonOperator
{
    /// <summary><c>eq</c>: some value is equal.</summary>
    Equal,

    /// <summary><c>ne</c>: exactly when <c>eq</c> is false.</summary>
    NotEqual,

    /// <summary><c>co</c>: some string contains the literal.</summary>
    Contains,

    /// <summary><c>sw</c>: some string starts with the literal.</summary>
    StartsWith,

    /// <summary><c>ew</c>: some string ends with the literal.</summary>
    EndsWith,

    /// <summary><c>gt</c>: some value is greater.</summary>
    GreaterThan,

    /// <summary><c>ge</c>: some value is greater or equal.</summary>
    GreaterThanOrEqual,

    /// <summary><c>lt</c>: some value is less.</summary>
    LessThan,

    /// <summary><c>le</c>: some value is less or equal.</summary>
    LessThanOrEqual,
}
