using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>
/// Values with an order, compared with a literal that their type may not be able to hold: 5.5 among integers, a billionth of a second
/// among ticks. Such a literal lies beside a value that the type does hold, with none between, and every test on it is one on that value.
/// </summary>
internal abstract class OrderedTranslation : ValueTranslation
{
    public override FilterOperators Operators(ComparisonRule rule) => FilterOperators.Equality | Ordering | FilterOperators.Present;

    /// <summary>The test for null is for databases: a provider may leave the negation of an unknown comparison unknown.</summary>
    public override Expression Compare(
        Expression value, ComparisonOperator @operator, ComparisonValue literal, CapturedValues captured, ComparisonRule rule)
    {
        Neighbour neighbour = Nearest(literal, rule);
        Expression order = Conditions.Compare(On(@operator, neighbour.Side), value, captured.One(neighbour.Value));
        return Conditions.And(Conditions.IsNotNull(value), order);
    }

    protected override IEnumerable<object> EqualTo(ComparisonValue literal, ComparisonRule rule)
    {
        Neighbour neighbour = Nearest(literal, rule);
        return neighbour.Side == 0 ? [neighbour.Value] : [];
    }

    protected abstract Neighbour Nearest(ComparisonValue literal, ComparisonRule rule);

    private static ComparisonOperator On(ComparisonOperator @operator, int side) => (@operator, side) switch
    {
        (ComparisonOperator.GreaterThanOrEqual, > 0) => ComparisonOperator.GreaterThan,
        (ComparisonOperator.LessThan, > 0) => ComparisonOperator.LessThanOrEqual,
        (ComparisonOperator.GreaterThan, < 0) => ComparisonOperator.GreaterThanOrEqual,
        (ComparisonOperator.LessThanOrEqual, < 0) => ComparisonOperator.LessThan,
        _ => @operator,
    };

    /// <summary>A value next to a literal.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Side">Greater than zero when the literal is greater, less when it is less, zero when it is the value.</param>
    protected readonly record struct Neighbour(object Value, int Side);
}
