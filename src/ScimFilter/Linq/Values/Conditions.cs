using System.Diagnostics;
using System.Linq.Expressions;
using ScimFilter.Ast;

namespace ScimFilter.Linq.Values;

/// <summary>Joins conditions and leaves out what is decided already.</summary>
internal static class Conditions
{
    public static readonly Expression True = Expression.Constant(true);
    public static readonly Expression False = Expression.Constant(false);

    public static Expression Not(Expression condition) => condition switch
    {
        _ when condition == True => False,
        _ when condition == False => True,
        UnaryExpression { NodeType: ExpressionType.Not, Operand: var operand } => operand,
        _ => Expression.Not(condition),
    };

    public static Expression And(Expression left, Expression right) => All([left, right]);

    public static Expression All(IReadOnlyList<Expression> conditions) => Join(conditions, True, False, Expression.AndAlso);

    public static Expression Any(IReadOnlyList<Expression> conditions) => Join(conditions, False, True, Expression.OrElse);

    /// <summary>Whether a value is there; always, where its type has no null.</summary>
    public static Expression IsNotNull(Expression value) =>
        value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
            ? True
            : Expression.NotEqual(value, Expression.Constant(null, value.Type));

    /// <summary>Builds the test whether comparing two values gives one of some results.</summary>
    public static Expression Compare(Orders accepted, Expression left, Expression right) => accepted switch
    {
        Orders.Same => Expression.Equal(left, right),
        Orders.Greater => Expression.GreaterThan(left, right),
        Orders.Greater | Orders.Same => Expression.GreaterThanOrEqual(left, right),
        Orders.Less => Expression.LessThan(left, right),
        Orders.Less | Orders.Same => Expression.LessThanOrEqual(left, right),
        _ => throw new UnreachableException(),
    };

    private static Expression Join(
        IReadOnlyList<Expression> conditions, Expression neutral, Expression deciding, Func<Expression, Expression, Expression> join)
    {
        if (conditions.Contains(deciding))
        {
            return deciding;
        }

        Expression[] open = [.. conditions.Where(condition => condition != neutral)];
        return open.Length == 0 ? neutral : Balance(open, join);
    }

    /// <summary>Half and half: a list of a thousand is ten deep, and no visitor runs out of stack.</summary>
    private static Expression Balance(ReadOnlySpan<Expression> conditions, Func<Expression, Expression, Expression> join) =>
        conditions.Length == 1
            ? conditions[0]
            : join(Balance(conditions[..(conditions.Length / 2)], join), Balance(conditions[(conditions.Length / 2)..], join));
}
