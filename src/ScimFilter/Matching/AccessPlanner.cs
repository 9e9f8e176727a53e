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
        ComparisonExpression { Operator: ComparisonOperator.Equal } comparison when keys.Of(comparison) is { } key =>
            [new Disjunct([key], key.Decides ? [] : [comparison])],
        LogicalExpression { Operator: LogicalOperator.Or } or => Unite(or),
        LogicalExpression and => Multiply(and),
        _ => [new Disjunct([], [filter])],
    };

    private Disjunct[] Unite(LogicalExpression or)
    {
        var all = new List<Disjunct>(or.Operands.Length);
        foreach (FilterExpression operand in or.Operands)
        {
            all.AddRange(Split(operand));
        }

        return [.. all];
    }

    /// <summary>The shortest lists are multiplied first; a factor that would make too many, or that has no keys anyway, is checked.</summary>
    private Disjunct[] Multiply(LogicalExpression and)
    {
        Disjunct single = Disjunct.Always;
        List<(FilterExpression Operand, Disjunct[] Disjuncts)>? lists = null;
        foreach (FilterExpression operand in and.Operands)
        {
            Disjunct[] disjuncts = Split(operand);
            if (disjuncts.Length == 1)
            {
                single = Disjunct.Join(single, disjuncts[0]);
            }
            else
            {
                (lists ??= []).Add((operand, disjuncts));
            }
        }

        Disjunct[] product = [single];
        if (lists is null)
        {
            return product;
        }

        foreach ((FilterExpression operand, Disjunct[] disjuncts) in lists.OrderBy(list => list.Disjuncts.Length))
        {
            bool isChecked = Array.Exists(disjuncts, disjunct => disjunct.Keys.Length == 0)
                || (product.Length > 1 && product.Length * disjuncts.Length > maxProduct);
            product = isChecked
                ? Array.ConvertAll(product, left => left with { Rest = [.. left.Rest, operand] })
                : Multiply(product, disjuncts);
        }

        return product;
    }

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
