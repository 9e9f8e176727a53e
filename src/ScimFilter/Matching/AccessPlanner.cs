using ScimFilter.Ast;

namespace ScimFilter.Matching;

/// <summary>
/// Splits a normal filter into alternatives, each with the keys by which it is found. Lists joined by <c>or</c> stay as long as
/// they are; what <c>and</c> would multiply beyond a bound is checked instead.
/// </summary>
/// <param name="keys">Tells whether a comparison is a key.</param>
/// <param name="maxProduct">The most alternatives that one <c>and</c> may make of shorter lists.</param>
internal sealed class AccessPlanner(Func<ComparisonExpression, AccessKey?> keys, int maxProduct)
{
    public IReadOnlyList<Disjunct> Plan(FilterExpression? filter) => filter is null ? [new Disjunct([], [])] : Split(filter);

    private IReadOnlyList<Disjunct> Split(FilterExpression filter) => filter switch
    {
        ComparisonExpression { Operator: ComparisonOperator.Equal } comparison when keys(comparison) is { } key =>
            [new Disjunct([key], key.Decides ? [] : [comparison])],
        LogicalExpression { Operator: LogicalOperator.Or } or => [.. or.Operands.SelectMany(Split)],
        LogicalExpression and => Multiply([.. and.Operands.Select(operand => (operand, Split(operand)))]),
        _ => [new Disjunct([], [filter])],
    };

    /// <summary>The shortest lists are multiplied first; a factor that would make too many, or that has no keys anyway, is checked.</summary>
    private List<Disjunct> Multiply(IReadOnlyList<(FilterExpression Operand, IReadOnlyList<Disjunct> Disjuncts)> factors)
    {
        List<Disjunct> product = [new Disjunct([], [])];
        var singles = new Disjunct([], []);
        foreach ((FilterExpression operand, IReadOnlyList<Disjunct> disjuncts) in factors.OrderBy(factor => factor.Disjuncts.Count))
        {
            if (disjuncts.Count == 1)
            {
                singles = Join(singles, disjuncts[0]);
                product = [singles];
            }
            else if (disjuncts.Any(disjunct => disjunct.Keys.Count == 0)
                || (product.Count > 1 && product.Count * disjuncts.Count > maxProduct))
            {
                product = [.. product.Select(left => left with { Rest = [.. left.Rest, operand] })];
            }
            else
            {
                product = [.. product.SelectMany(left => disjuncts.Select(right => Join(left, right)))];
            }
        }

        return product;
    }

    /// <summary>A second key of one attribute is checked: with several values both may hold.</summary>
    private static Disjunct Join(Disjunct left, Disjunct right)
    {
        if (left.Keys.Count == 0 && left.Rest.Count == 0)
        {
            return right;
        }

        var joined = new List<AccessKey>(left.Keys);
        var rest = new List<FilterExpression>(left.Rest);
        rest.AddRange(right.Rest);
        foreach (AccessKey key in right.Keys)
        {
            if (joined.Exists(key.IsOfSameAttribute))
            {
                rest.Add(key.Comparison);
            }
            else
            {
                joined.Add(key);
            }
        }

        return new Disjunct(joined, rest);
    }
}
