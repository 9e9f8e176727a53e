using System.Diagnostics;

namespace ScimFilter.Ast;

/// <summary>
/// The one table of comparison operators. The parser's tokens, the words of errors and explanations, the flags of schemas, the tests that a
/// filter
/// is compiled to, the LINQ translation and completion are derived from its rows.
/// </summary>
/// <remarks>"How to add an operator" in the contributors' guide says what a new row needs besides.</remarks>
internal static class OperatorTable
{
    /// <summary>The token of the presence test, which is an operator without a literal.</summary>
    public const string Present = "pr";

    /// <summary>What users of other languages write for <see cref="Present"/>.</summary>
    public static readonly string[] PresentAliases = ["present", "exists"];

    private static readonly OperatorRow[] _rows =
    [
        new(ComparisonOperator.Equal, "eq", OperatorFamily.Equality)
        {
            Aliases = ["=", "==", "===", "is", "equals", "equal"],
            Accepts = Orders.Same,
            Holds = "equals",
            HoldsNot = "does not equal",
        },
        new(ComparisonOperator.NotEqual, "ne", OperatorFamily.Equality)
        {
            Aliases = ["!=", "≠", "<>", "neq", "not"],
            Negates = ComparisonOperator.Equal,
        },
        new(ComparisonOperator.Contains, "co", OperatorFamily.Substring)
        {
            Aliases = ["contains", "like", "has"],
            Holds = "contains",
            HoldsNot = "does not contain",
        },
        new(ComparisonOperator.StartsWith, "sw", OperatorFamily.Substring)
        {
            Aliases = ["startswith", "starts"],
            Holds = "starts with",
            HoldsNot = "does not start with",
        },
        new(ComparisonOperator.EndsWith, "ew", OperatorFamily.Substring)
        {
            Aliases = ["endswith", "ends"],
            Holds = "ends with",
            HoldsNot = "does not end with",
        },
        new(ComparisonOperator.GreaterThan, "gt", OperatorFamily.Ordering)
        {
            Aliases = [">"],
            Accepts = Orders.Greater,
            Holds = "is greater than",
            HoldsNot = "is not greater than",
        },
        new(ComparisonOperator.GreaterThanOrEqual, "ge", OperatorFamily.Ordering)
        {
            Aliases = ["≥", ">=", "gte"],
            Accepts = Orders.Greater | Orders.Same,
            Holds = "is greater than or equal to",
            HoldsNot = "is not greater than or equal to",
        },
        new(ComparisonOperator.LessThan, "lt", OperatorFamily.Ordering)
        {
            Aliases = ["<"],
            Accepts = Orders.Less,
            Holds = "is less than",
            HoldsNot = "is not less than",
        },
        new(ComparisonOperator.LessThanOrEqual, "le", OperatorFamily.Ordering)
        {
            Aliases = ["≤", "<=", "lte"],
            Accepts = Orders.Less | Orders.Same,
            Holds = "is less than or equal to",
            HoldsNot = "is not less than or equal to",
        },
    ];

    // By number of the operator: the row, the row of the operator that it negates or of itself, and the operator that is its negation.
    private static readonly OperatorRow[] _byOperator = [.. Enum.GetValues<ComparisonOperator>().Select(RowOf)];
    private static readonly OperatorRow[] _tests = [.. _byOperator.Select(row => row.Negates is { } test ? RowOf(test) : row)];
    private static readonly ComparisonOperator?[] _negations = [.. _byOperator.Select(NegationOf)];

    /// <summary>Gets the rows, in the order in which texts list operators.</summary>
    public static ReadOnlySpan<OperatorRow> Rows => _rows;

    /// <summary>Gets the tokens of all operators, <see cref="Present"/> last.</summary>
    public static string[] Tokens { get; } = [.. _rows.Select(row => row.Token), Present];

    /// <summary>Gives the row of an operator.</summary>
    public static OperatorRow Row(ComparisonOperator @operator) =>
        (uint)@operator < (uint)_byOperator.Length ? _byOperator[(int)@operator] : throw new UnreachableException();

    /// <summary>Gives the row of the test that an operator makes: that of the operator that it negates, or its own.</summary>
    public static OperatorRow Test(ComparisonOperator @operator) => _tests[(int)@operator];

    /// <summary>Whether an operator holds exactly where its test does not.</summary>
    public static bool IsNegated(ComparisonOperator @operator) => _byOperator[(int)@operator].Negates is not null;

    /// <summary>Gives the operator that holds exactly where this one does not, if there is one.</summary>
    public static ComparisonOperator? Negation(ComparisonOperator @operator) => _negations[(int)@operator];

    private static OperatorRow RowOf(ComparisonOperator @operator) => Array.Find(_rows, row => row.Operator == @operator)
        ?? throw new UnreachableException($"{@operator} has no row.");

    private static ComparisonOperator? NegationOf(OperatorRow row) =>
        row.Negates ?? Array.Find(_rows, other => other.Negates == row.Operator)?.Operator;
}
