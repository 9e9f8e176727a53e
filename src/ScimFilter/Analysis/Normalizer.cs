using System.Diagnostics;
using ScimFilter.Ast;

namespace ScimFilter.Analysis;

/// <summary>
/// Brings a filter into normal form with the same answer on every event: negations pushed down to where they end as <c>ne</c>
/// or stand before a single test, operands sorted, repeated and absorbed ones left out.
/// </summary>
internal static class Normalizer
{
    public static FilterExpression Normalize(FilterExpression filter) => Normalize(filter, negated: false);

    private static FilterExpression Normalize(FilterExpression filter, bool negated) => filter switch
    {
        ComparisonExpression comparison => NormalizeComparison(comparison, negated),
        PresentExpression => Negate(filter, negated),
        NotExpression not => Normalize(not.Operand, !negated),
        ValuePathExpression valuePath => Negate(NormalizeValuePath(valuePath), negated),
        LogicalExpression logical => NormalizeLogical(logical, negated),
        _ => throw new UnreachableException(),
    };

    /// <summary><c>ne</c> is exactly the negation of <c>eq</c>; no other operator has one.</summary>
    private static FilterExpression NormalizeComparison(ComparisonExpression comparison, bool negated) => comparison.Operator switch
    {
        ComparisonOperator.Equal when negated => With(comparison, ComparisonOperator.NotEqual),
        ComparisonOperator.NotEqual when negated => With(comparison, ComparisonOperator.Equal),
        _ => Negate(comparison, negated),
    };

    private static ComparisonExpression With(ComparisonExpression comparison, ComparisonOperator @operator) =>
        new(comparison.Path, @operator, comparison.Value, comparison.OperatorSpan, comparison.Span);

    private static FilterExpression Negate(FilterExpression filter, bool negated) => negated ? new NotExpression(filter) : filter;

    private static ValuePathExpression NormalizeValuePath(ValuePathExpression valuePath)
    {
        FilterExpression inner = Normalize(valuePath.Filter);
        return ReferenceEquals(inner, valuePath.Filter) ? valuePath : new ValuePathExpression(valuePath.Path, inner, valuePath.Span);
    }

    /// <summary>De Morgan turns the operator round; a flat list of distinct operands remains.</summary>
    private static FilterExpression NormalizeLogical(LogicalExpression logical, bool negated)
    {
        LogicalOperator @operator = negated == (logical.Operator == LogicalOperator.And) ? LogicalOperator.Or : LogicalOperator.And;
        var operands = new List<FilterExpression>(logical.Operands.Length);
        foreach (FilterExpression operand in logical.Operands)
        {
            FilterExpression normal = Normalize(operand, negated);
            if (normal is LogicalExpression inner && inner.Operator == @operator)
            {
                operands.AddRange(inner.Operands);
            }
            else
            {
                operands.Add(normal);
            }
        }

        operands.Sort(ShapeOrder.Instance);
        RemoveRepeated(operands);
        RemoveAbsorbed(operands);
        return operands.Count == 1 ? operands[0] : new LogicalExpression(@operator, [.. operands]);
    }

    private static void RemoveRepeated(List<FilterExpression> sorted)
    {
        int kept = 1;
        for (int i = 1; i < sorted.Count; i++)
        {
            if (ShapeOrder.Instance.Compare(sorted[kept - 1], sorted[i]) != 0)
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }

    /// <summary><c>a or (a and b)</c> is <c>a</c>, and <c>a and (a or b)</c> is <c>a</c>.</summary>
    private static void RemoveAbsorbed(List<FilterExpression> operands)
    {
        if (!operands.Exists(operand => operand is LogicalExpression))
        {
            return;
        }

        var single = new HashSet<FilterExpression>(operands.Where(operand => operand is not LogicalExpression));
        operands.RemoveAll(operand => operand is LogicalExpression logical && logical.Operands.Any(single.Contains));
    }
}
