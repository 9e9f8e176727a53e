using System.Diagnostics;
using ScimFilter.Ast;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Compilation;

/// <summary>Which test a comparison is, by its operator, the type of its literal, and how its attribute compares.</summary>
internal static class OperationSelector
{
    /// <param name="operator">The operator.</param>
    /// <param name="value">The literal.</param>
    /// <param name="utf8">The bytes of a literal that is a string.</param>
    /// <param name="attribute">The attribute.</param>
    public static OperationCode Select(ComparisonOperator @operator, ComparisonValue value, ReadOnlySpan<byte> utf8, ResolvedAttribute attribute) => value.Kind switch
    {
        ComparisonValueKind.Null => OperationCode.NoValue,
        ComparisonValueKind.True => OperationCode.True,
        ComparisonValueKind.False => OperationCode.False,
        ComparisonValueKind.Number => Ordered(OperationCode.EqualNumber, @operator),
        _ => SelectText(@operator, utf8, attribute),
    };

    public static bool IsTextEquality(OperationCode code) => code is OperationCode.EqualExact or OperationCode.EqualFolded;

    private static OperationCode SelectText(ComparisonOperator @operator, ReadOnlySpan<byte> utf8, ResolvedAttribute attribute)
    {
        int rule = attribute.Text == TextComparison.Exact ? 0 : OperationCode.EqualFolded - OperationCode.EqualExact;
        OperationCode? substring = @operator switch
        {
            ComparisonOperator.Contains => OperationCode.ContainsExact + rule,
            ComparisonOperator.StartsWith => OperationCode.StartsWithExact + rule,
            ComparisonOperator.EndsWith => OperationCode.EndsWithExact + rule,
            _ => null,
        };
        if (substring is not null)
        {
            return substring.Value;
        }

        if (attribute.DateTimes == DateTimeRule.Always)
        {
            return Ordered(OperationCode.EqualInstant, @operator);
        }

        if (attribute.DateTimes == DateTimeRule.WhenBothAre && Instant.TryParse(utf8, out _))
        {
            return Ordered(OperationCode.EqualInstantOrExact + rule, @operator);
        }

        return @operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual
            ? OperationCode.EqualExact + rule
            : Ordered(OperationCode.GreaterExact - 1 + rule, @operator);
    }

    /// <summary>The five ordered tests stand together in the table, equality first.</summary>
    private static OperationCode Ordered(OperationCode equal, ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual => equal,
        ComparisonOperator.GreaterThan => equal + 1,
        ComparisonOperator.GreaterThanOrEqual => equal + 2,
        ComparisonOperator.LessThan => equal + 3,
        ComparisonOperator.LessThanOrEqual => equal + 4,
        _ => throw new UnreachableException(),
    };
}
