using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Analysis;

/// <summary>
/// Brings a filter into normal form with the same answer on every event: negations pushed down to where they end as <c>ne</c>
/// or stand before a single test, operands sorted, repeated and absorbed ones left out.
/// </summary>
internal static class Normalizer
{
    private const int MostCompared = 8;

    public static FilterExpression Normalize(FilterExpression filter) => Normalize(filter, negated: false);

    /// <summary>Whether a negation stands anywhere but in a value path.</summary>
    public static bool HasNegation(FilterExpression filter)
    {
        if (filter is LogicalExpression logical)
        {
            foreach (FilterExpression operand in logical.Operands)
            {
                if (HasNegation(operand))
                {
                    return true;
                }
            }
        }

        return filter is NotExpression;
    }

    private static FilterExpression Normalize(FilterExpression filter, bool negated) => filter switch
    {
        ComparisonExpression comparison => NormalizeComparison(comparison, negated),
        PresentExpression => Negate(filter, negated),
        NotExpression not => Normalize(not.Operand, !negated),
        ValuePathExpression valuePath => Negate(NormalizeValuePath(valuePath), negated),
        LogicalExpression logical => NormalizeLogical(logical, negated),
        _ => throw new UnreachableException(),
    };

    /// <summary>Some operators have another one for their negation, as <c>eq</c> has <c>ne</c>. The others keep their <c>not</c>.</summary>
    private static FilterExpression NormalizeComparison(ComparisonExpression comparison, bool negated) =>
        negated && OperatorTable.Negation(comparison.Operator) is { } negation ? With(comparison, negation) : Negate(comparison, negated);

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

        Sort(operands);
        RemoveRepeated(operands);
        RemoveAbsorbed(operands);
        return operands.Count == 1 ? operands[0]
            : @operator == logical.Operator && AreSame(logical.Operands, operands) ? logical
            : new LogicalExpression(@operator, CollectionsMarshal.AsSpan(operands));
    }

    /// <summary>Most lists are short, and soon in order.</summary>
    private static void Sort(List<FilterExpression> operands)
    {
        if (operands.Count > MostCompared)
        {
            operands.Sort(ShapeOrder.Instance);
            return;
        }

        Span<FilterExpression> span = CollectionsMarshal.AsSpan(operands);
        for (int i = 1; i < span.Length; i++)
        {
            FilterExpression operand = span[i];
            int place = i;
            for (; place > 0 && ShapeOrder.Instance.Compare(span[place - 1], operand) > 0; place--)
            {
                span[place] = span[place - 1];
            }

            span[place] = operand;
        }
    }

    private static bool AreSame(ImmutableArray<FilterExpression> before, List<FilterExpression> after)
    {
        bool areSame = before.Length == after.Count;
        for (int i = 0; areSame && i < before.Length; i++)
        {
            areSame = ReferenceEquals(before[i], after[i]);
        }

        return areSame;
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
        int lists = 0;
        foreach (FilterExpression operand in operands)
        {
            lists += operand is LogicalExpression ? 1 : 0;
        }

        if (lists == 0 || lists == operands.Count)
        {
            return;
        }

        // Few are compared with each other, as a hash of each costs more.
        HashSet<FilterExpression>? many = operands.Count > MostCompared
            ? [.. operands.Where(operand => operand is not LogicalExpression)]
            : null;
        int kept = 0;
        for (int i = 0; i < operands.Count; i++)
        {
            if (operands[i] is not LogicalExpression list || !HasAny(list.Operands, operands, many))
            {
                operands[kept++] = operands[i];
            }
        }

        operands.RemoveRange(kept, operands.Count - kept);
    }

    private static bool HasAny(ImmutableArray<FilterExpression> operands, List<FilterExpression> few, HashSet<FilterExpression>? many)
    {
        foreach (FilterExpression operand in operands)
        {
            if (many?.Contains(operand) ?? few.Contains(operand))
            {
                return true;
            }
        }

        return false;
    }
}
