using ScimFilter.Ast;

namespace ScimFilter.Schema;

/// <summary>Sets of operators, as schemas have them. A flag has the name of its operator.</summary>
internal static class OperatorSets
{
    private static readonly FilterOperators[] _flags =
        [.. Enum.GetValues<ComparisonOperator>().Select(@operator => Enum.Parse<FilterOperators>(@operator.ToString()))];

    /// <summary>Gets the operators that look for a part of a string.</summary>
    public static FilterOperators Substring { get; } = Of(OperatorFamily.Substring);

    /// <summary>Gets the operators that need an order of values.</summary>
    public static FilterOperators Ordering { get; } = Of(OperatorFamily.Ordering);

    /// <summary>Gets the operators that compare with any literal.</summary>
    public static FilterOperators Equality { get; } = Of(OperatorFamily.Equality);

    /// <summary>Gives the set of one operator.</summary>
    public static FilterOperators Of(ComparisonOperator @operator) => _flags[(int)@operator];

    /// <summary>Gives the set of the operator with a token; <see cref="FilterOperators.None"/> when no operator has it.</summary>
    public static FilterOperators Of(string token)
    {
        foreach (OperatorRow row in OperatorTable.Rows)
        {
            if (string.Equals(row.Token, token, StringComparison.Ordinal))
            {
                return Of(row.Operator);
            }
        }

        return string.Equals(token, OperatorTable.Present, StringComparison.Ordinal) ? FilterOperators.Present : FilterOperators.None;
    }

    /// <summary>Gives the tokens of the operators of a set.</summary>
    public static string[] Tokens(FilterOperators operators) => [.. OperatorTable.Tokens.Where(token => operators.HasFlag(Of(token)))];

    private static FilterOperators Of(OperatorFamily family)
    {
        FilterOperators operators = FilterOperators.None;
        foreach (OperatorRow row in OperatorTable.Rows)
        {
            operators |= row.Family == family ? Of(row.Operator) : FilterOperators.None;
        }

        return operators;
    }
}
