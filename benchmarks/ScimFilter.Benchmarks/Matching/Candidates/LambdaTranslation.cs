using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>
/// What one writes without a library: a lambda for each subscription over <see cref="JsonElement"/>. Knows <c>eq</c> and <c>ne</c>
/// with strings, <c>and</c> and <c>or</c>.
/// </summary>
internal static class LambdaTranslation
{
    private static readonly MethodInfo _has = typeof(LambdaTranslation).GetMethod(nameof(Has))!;
    private static readonly MethodInfo _dataHas = typeof(LambdaTranslation).GetMethod(nameof(DataHas))!;

    public static Func<JsonElement, bool> Compile(Subscription<string> subscription)
    {
        ParameterExpression @event = Expression.Parameter(typeof(JsonElement));
        Expression types = subscription.EventTypes.Select(type => (Expression)Test(@event, ["type"], type)).Aggregate(Expression.OrElse);
        Expression body = subscription.Filter is null ? types : Expression.AndAlso(Build(subscription.Filter, @event), types);
        return Expression.Lambda<Func<JsonElement, bool>>(body, @event).Compile();
    }

    public static bool Has(JsonElement element, byte[] name, byte[] text) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    public static bool DataHas(JsonElement element, byte[] name, byte[] text) =>
        element.TryGetProperty("data"u8, out JsonElement data) && data.ValueKind == JsonValueKind.Object && Has(data, name, text);

    private static Expression Build(FilterExpression filter, ParameterExpression @event) => filter switch
    {
        ComparisonExpression { Operator: ComparisonOperator.Equal } comparison =>
            Test(@event, [.. comparison.Path.Names], comparison.Value.GetString()),
        ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison =>
            Expression.Not(Test(@event, [.. comparison.Path.Names], comparison.Value.GetString())),
        LogicalExpression { Operator: LogicalOperator.And } and =>
            and.Operands.Select(operand => Build(operand, @event)).Aggregate(Expression.AndAlso),
        LogicalExpression or => or.Operands.Select(operand => Build(operand, @event)).Aggregate(Expression.OrElse),
        _ => throw new UnreachableException(),
    };

    private static MethodCallExpression Test(ParameterExpression @event, ReadOnlySpan<string> path, string text) => path switch
    {
        [string name] => Expression.Call(_has, @event, Utf8(name), Utf8(text)),
        ["data", string name] => Expression.Call(_dataHas, @event, Utf8(name), Utf8(text)),
        _ => throw new UnreachableException(),
    };

    private static ConstantExpression Utf8(string text) => Expression.Constant(Encoding.UTF8.GetBytes(text));
}
