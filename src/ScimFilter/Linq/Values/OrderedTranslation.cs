using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>
/// Values with an order, compared with a literal that their type may not be able to hold: 5.5 among integers, a billionth of a second
/// among ticks. Such a literal lies beside a value that the type does hold, with none between, and every test on it is one on that value.
/// </summary>
internal abstract class OrderedTranslation : ValueTranslation
{
    public override FilterOperators Operators(ComparisonRule rule) =>
        OperatorSets.Equality | OperatorSets.Ordering | FilterOperators.Present;

    /// <summary>The test for null is for databases: a provider may leave the negation of an unknown comparison unknown.</summary>
    public override Expression Compare(
        Expression value, ComparisonOperator @operator, ComparisonValue literal, CapturedValues captured, ComparisonRule rule)
    {
        Neighbour neighbour = Nearest(literal, rule);
        Orders accepted = On(OperatorTable.Row(@operator).Accepts, neighbour.Side);
        Expression order = Conditions.Compare(accepted, value, captured.One(neighbour.Value));
        return Conditions.And(Conditions.IsNotNull(value), order);
    }

    protected override IEnumerable<object> EqualTo(ComparisonValue literal, ComparisonRule rule)
    {
        Neighbour neighbour = Nearest(literal, rule);
        return neighbour.Side == 0 ? [neighbour.Value] : [];
    }

    protected abstract Neighbour Nearest(ComparisonValue literal, ComparisonRule rule);

    /// <summary>
    /// Gives the results of comparing with the neighbour that mean the accepted results of comparing with the literal. The neighbour
    /// itself is less than a literal on its greater side, and greater than one on its lesser side; every other value lies on one side of
    /// both.
    /// </summary>
    private static Orders On(Orders accepted, int side)
    {
        Orders ofNeighbour = side > 0 ? Orders.Less : Orders.Greater;
        return side == 0 ? accepted
            : accepted.HasFlag(ofNeighbour) ? accepted | Orders.Same
            : accepted & ~Orders.Same;
    }

    /// <summary>A value next to a literal.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Side">Greater than zero when the literal is greater, less when it is less, zero when it is the value.</param>
    protected readonly record struct Neighbour(object Value, int Side);
}
