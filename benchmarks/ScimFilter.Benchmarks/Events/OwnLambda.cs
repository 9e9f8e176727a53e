using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using ScimFilter.Ast;

namespace ScimFilter.Benchmarks.Events;

/// <summary>
/// What one writes without a library: a lambda for each filter, with its literals inlined, over an object with a property for each
/// attribute. Knows <c>eq</c> with strings, <c>and</c> and <c>or</c>.
/// </summary>
public static class OwnLambda
{
    private static readonly MethodInfo _sameText = typeof(string).GetMethod(nameof(string.Equals), [typeof(string), typeof(string)])!;
    private static readonly MethodInfo _sameBytes = typeof(OwnLambda).GetMethod(nameof(AreSame))!;

    public static Expression<Func<TextEvent, bool>> OverText(FilterExpression filter)
    {
        ParameterExpression parameter = Expression.Parameter(typeof(TextEvent));
        return Expression.Lambda<Func<TextEvent, bool>>(Build(filter, parameter, _sameText, Expression.Constant), parameter);
    }

    public static Expression<Func<Utf8Event, bool>> OverUtf8(FilterExpression filter)
    {
        ParameterExpression parameter = Expression.Parameter(typeof(Utf8Event));
        Expression body = Build(filter, parameter, _sameBytes, text => Expression.Constant(Encoding.UTF8.GetBytes(text)));
        return Expression.Lambda<Func<Utf8Event, bool>>(body, parameter);
    }

    /// <summary>Expression trees have no spans, so this is where they begin; the JIT inlines it.</summary>
    public static bool AreSame(byte[] value, byte[] literal) => value.AsSpan().SequenceEqual(literal);

    private static Expression Build(
        FilterExpression filter, ParameterExpression parameter, MethodInfo same, Func<string, ConstantExpression> constant)
    {
        switch (filter)
        {
            case ComparisonExpression { Operator: ComparisonOperator.Equal } comparison:
                Expression property = Expression.Property(parameter, comparison.Path.Names[0]);
                return Expression.Call(same, property, constant(comparison.Value.GetString()));
            case LogicalExpression logical:
                bool all = logical.Operator == LogicalOperator.And;
                return logical.Operands
                    .Select(operand => Build(operand, parameter, same, constant))
                    .Aggregate(all ? Expression.AndAlso : Expression.OrElse);
            default:
                throw new UnreachableException();
        }
    }
}
