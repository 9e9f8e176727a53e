namespace ScimFilter.Ast;

/// <summary>The operators that join filters (RFC 7644 section 3.4.2.2, table 4).</summary>
public enum LogicalOperator
{
    /// <summary><c>and</c>: all operands hold. Binds tighter than <see cref="Or"/>.</summary>
    And,

    /// <summary><c>or</c>: at least one operand holds.</summary>
    Or,
}
