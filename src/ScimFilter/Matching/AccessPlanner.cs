using ScimFilter.Ast;

namespace ScimFilter.Matching;

/// <summary>
/// Splits a normal filter into alternatives, each with the keys by which it is found. Lists joined by <c>or</c> stay as long as
/// they are; what <c>and</c> would multiply beyond a bound is checked instead.
/// </summary>
/// <param name="keys">Tells whether a comparison is a key.</param>
/// <param name="maxProduct">The most alternatives that one <c>and</c> may make of shorter lists.</param>
internal sealed class AccessPlanner(AccessKeys keys, int maxProduct)
{
    private static readonly Disjunct[] _always = [Disjunct.Always];

    public Disjunct[] Plan(FilterExpression? filter) => filter is null ? _always : Split(filter);

    private Disjunct[] Split(FilterExpression filter) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.Or } or => Unite(or),
        LogicalExpression and => Multiply(and),
        _ => [Single(filter)],
    };

    private Disjunct Single(FilterExpression filter) =>
        filter is ComparisonExpression { Operator: ComparisonOperator.Equal } comparison && keys.Of(comparison) is { } key
            ? new Disjunct([key], key.Decides ? [] : [comparison])
            : new Disjunct([], [filter]);

    private Disjunct[] Unite(LogicalExpression or)
    {
        if (!or.Operands.Any(operand => operand is LogicalExpression))
        {
            var each = new Disjunct[or.Operands.Length];
            for (int i = 0; i < each.Length; i++)
            {
                each[i] = Single(or.Operands[i]);
            }

            return each;
        }

        return [.. or.Operands.SelectMany(Split)];
    }

    /// <summary>The shortest lists are multiplied first; a factor that would make too many, or that has no keys anyway, is checked.</summary>
    private Disjunct[] Multiply(LogicalExpression and)
    {
        Disjunct single = Disjunct.Always;
        List<(FilterExpression Operand, Disjunct[] Disjuncts)>? lists = null;
        foreach (FilterExpression operand in and.Operands)
        {
            Disjunct[]? disjuncts = operand is LogicalExpression ? Split(operand) : null;
            if (disjuncts?.Length > 1)
            {
                (lists ??= []).Add((operand, disjuncts));
            }
            else
            {
                single = Disjunct.Join(single, disjuncts is null ? Single(operand) : disjuncts[0]);
            }
        }

        Disjunct[] product = [single];
        if (lists is null)
        {
            return product;
        }

        foreach ((FilterExpression operand, Disjunct[] disjuncts) in lists.Count == 1 ? lists : [.. lists.OrderBy(list => list.Disjuncts.Length)])
        {
            bool isChecked = Array.Exists(disjuncts, disjunct => disjunct.Keys.Length == 0)
                || (product.Length > 1 && product.Length * disjuncts.Length > maxProduct);
            product = isChecked ? Check(product, operand) : Multiply(product, disjuncts);
        }

        return product;
    }

    private static Disjunct[] Check(Disjunct[] product, FilterExpression operand) =>
        Array.ConvertAll(product, disjunct => disjunct with { Rest = [.. disjunct.Rest, operand] });

    private static Disjunct[] Multiply(Disjunct[] left, Disjunct[] right)
    {
        var product = new Disjunct[left.Length * right.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = Disjunct.Join(left[i / right.Length], right[i % right.Length]);
        }

        return product;
    }
}
