namespace ScimFilter.Ast;

/// <summary>What filters write for operators, and what those take. For tools that show or complete filters.</summary>
public static class ComparisonOperatorExtensions
{
    /// <summary>Gives the token of an operator (RFC 7644 section 3.4.2.2, table 3): <c>eq</c>, in lower case.</summary>
    /// <param name="operator">The operator.</param>
    /// <returns>Two letters.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operator.</exception>
    public static string ToToken(this ComparisonOperator @operator) => RowOf(@operator).Token;

    /// <summary>
    /// Says whether an operator looks for a part of a string, and so takes a string alone: <c>co</c>, <c>sw</c>, <c>ew</c>.
    /// </summary>
    /// <param name="operator">The operator.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operator.</exception>
    public static bool IsSubstringOperator(this ComparisonOperator @operator) => RowOf(@operator).Family == OperatorFamily.Substring;

    private static OperatorRow RowOf(ComparisonOperator @operator) => Enum.IsDefined(@operator)
        ? OperatorTable.Row(@operator)
        : throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "There is no such operator.");
}
