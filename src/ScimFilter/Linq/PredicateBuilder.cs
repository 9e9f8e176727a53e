using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Linq.Values;

namespace ScimFilter.Linq;

/// <summary>What the paths of a filter start at: the resource, or one element of a value path.</summary>
internal readonly record struct Scope(Expression Value, MappedShape Shape, AttributePath? Container);

/// <summary>From a normal filter without faults to a condition.</summary>
internal sealed class PredicateBuilder(TranslationRules rules)
{
    private readonly ValueFinder _finder = new(rules.InMemory);

    public Expression Build(FilterExpression filter, Scope scope) => filter switch
    {
        ComparisonExpression comparison => BuildComparisons([comparison], scope),
        PresentExpression present => Some(present.Path, scope, _finder.IsPresent),
        NotExpression not => Conditions.Not(Build(not.Operand, scope)),
        ValuePathExpression valuePath => Some(
            valuePath.Path, scope,
            found => Conditions.And(_finder.Exists(found), Build(valuePath.Filter, new Scope(found.Value, found.Shape, valuePath.Path)))),
        LogicalExpression logical => BuildLogical(logical, scope),
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// In an <c>or</c> what one attribute may equal is one list; in an <c>and</c> what it must not. A normal filter has them side by side.
    /// </summary>
    private Expression BuildLogical(LogicalExpression logical, Scope scope)
    {
        bool all = logical.Operator == LogicalOperator.And;
        var conditions = new List<Expression>(logical.Operands.Length);
        var list = new List<ComparisonExpression>();
        foreach (FilterExpression operand in logical.Operands)
        {
            var item = operand as ComparisonExpression;
            item = item is not null && IsListed(item, negated: all) ? item : null;
            if (list.Count > 0 && (item is null || item.Value.Kind != list[0].Value.Kind || !item.Path.Equals(list[0].Path)))
            {
                conditions.Add(BuildComparisons(list, scope));
                list.Clear();
            }

            if (item is null)
            {
                conditions.Add(Build(operand, scope));
            }
            else
            {
                list.Add(item);
            }
        }

        if (list.Count > 0)
        {
            conditions.Add(BuildComparisons(list, scope));
        }

        return all ? Conditions.All(conditions) : Conditions.Any(conditions);
    }

    /// <summary>Comparisons of one attribute with one operator; several only where it is equality.</summary>
    private Expression BuildComparisons(List<ComparisonExpression> comparisons, Scope scope)
    {
        ComparisonExpression first = comparisons[0];
        ComparisonOperator tested = OperatorTable.Test(first.Operator).Operator;
        bool negated = OperatorTable.IsNegated(first.Operator);
        if (first.Value.Kind == ComparisonValueKind.Null)
        {
            Expression some = Some(first.Path, scope, _finder.Exists);
            return negated ? some : Conditions.Not(some);
        }

        ComparisonRule rule = rules.RuleOf(first.Path, scope.Container);
        ComparisonValue[] literals = [.. comparisons.Select(comparison => comparison.Value)];
        Func<FoundValue, Expression> test = tested == ComparisonOperator.Equal
            ? value => value.Translation.Equal(value.Expression, literals, value.Captured, rule)
            : value => value.Translation.Compare(value.Expression, tested, first.Value, value.Captured, rule);
        Expression compared = Some(first.Path, scope, found => _finder.Compared(found, test));
        return negated ? Conditions.Not(compared) : compared;
    }

    private static bool IsListed(ComparisonExpression comparison, bool negated) =>
        OperatorTable.Test(comparison.Operator).Operator == ComparisonOperator.Equal
        && OperatorTable.IsNegated(comparison.Operator) == negated
        && comparison.Value.Kind is ComparisonValueKind.String or ComparisonValueKind.Number;

    private Expression Some(AttributePath path, Scope scope, Func<Found, Expression> condition)
    {
        ImmutableArray<string> names = scope.Shape is MappedObject ? rules.NamesOf(path, scope.Shape)!.Value : [];
        return _finder.Some(new Found(scope.Value, scope.Shape) { IsThere = true }, names.AsMemory(), condition);
    }
}
