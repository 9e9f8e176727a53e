using System.Reflection;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>The test of one string in memory. Equality and substrings are the framework's; order is the one that events are compared by.</summary>
internal sealed class TextTest(string text, ComparisonOperator @operator, ComparisonRule rule)
{
    public static readonly MethodInfo HoldsMethod = ((Func<string?, bool>)new TextTest("", ComparisonOperator.Equal, default).Holds).Method;

    private readonly Literal _literal = new(text);

    /// <summary>Whether the literal is compared as a point in time: always when a schema says so, else with values that are one too.</summary>
    public static bool IsInstant(string text, ComparisonRule rule) =>
        rule.DateTimes == DateTimeRule.Always || (rule.DateTimes == DateTimeRule.WhenBothAre && new Literal(text).IsInstant);

    public bool Holds(string? value) => value is not null && @operator switch
    {
        ComparisonOperator.Contains => value.Contains(text, rule.StringComparison),
        ComparisonOperator.StartsWith => value.StartsWith(text, rule.StringComparison),
        ComparisonOperator.EndsWith => value.EndsWith(text, rule.StringComparison),
        _ => IsOrdered(Encoding.UTF8.GetBytes(value)),
    };

    private bool IsOrdered(ReadOnlySpan<byte> value) => TryCompare(value, out int order) && @operator switch
    {
        ComparisonOperator.GreaterThan => order > 0,
        ComparisonOperator.GreaterThanOrEqual => order >= 0,
        ComparisonOperator.LessThan => order < 0,
        ComparisonOperator.LessThanOrEqual => order <= 0,
        _ => order == 0,
    };

    private bool TryCompare(ReadOnlySpan<byte> value, out int order) => (rule.DateTimes, rule.Text) switch
    {
        (DateTimeRule.Always, _) => InstantOrder.TryCompare(ValueKind.String, value, _literal, out order),
        (DateTimeRule.WhenBothAre, TextComparison.Exact) => InstantOrTextOrder<ExactText>.TryCompare(ValueKind.String, value, _literal, out order),
        (DateTimeRule.WhenBothAre, _) => InstantOrTextOrder<FoldedText>.TryCompare(ValueKind.String, value, _literal, out order),
        (_, TextComparison.Exact) => TextOrder<ExactText>.TryCompare(ValueKind.String, value, _literal, out order),
        _ => TextOrder<FoldedText>.TryCompare(ValueKind.String, value, _literal, out order),
    };
}
