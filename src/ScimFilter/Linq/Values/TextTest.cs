using System.Reflection;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>The test of one string in memory. Substrings are the framework's; the rest is what events are compared by.</summary>
internal sealed class TextTest(string text, ComparisonOperator @operator, ComparisonRule rule)
{
    public static readonly MethodInfo HoldsMethod = ((Func<string?, bool>)new TextTest("", ComparisonOperator.Equal, default).Holds).Method;

    private readonly Literal _literal = new(text);

    /// <summary>Whether a literal compares as a point in time: always when a schema says so, else with values that are one.</summary>
    public static bool IsInstant(string text, ComparisonRule rule) =>
        rule.DateTimes == DateTimeRule.Always || (rule.DateTimes == DateTimeRule.WhenBothAre && new Literal(text).IsInstant);

    public bool Holds(string? value) => value is not null && @operator switch
    {
        ComparisonOperator.Contains when rule.Text == TextComparison.Exact => SubstringSearch.Contains<char>(value, text),
        ComparisonOperator.Contains => CaseMapping.Contains(value, _literal),
        ComparisonOperator.StartsWith => value.StartsWith(text, rule.StringComparison),
        ComparisonOperator.EndsWith => value.EndsWith(text, rule.StringComparison),
        _ => IsOrdered(Encoding.UTF8.GetBytes(value)),
    };

    private bool IsOrdered(ReadOnlySpan<byte> value) => TryCompare(value, out int order)
        && OperatorTable.Row(@operator).Accepts.HasFlag(order > 0 ? Orders.Greater : order < 0 ? Orders.Less : Orders.Same);

    private bool TryCompare(ReadOnlySpan<byte> value, out int order) => (rule.DateTimes, rule.Text) switch
    {
        (DateTimeRule.Always, _) => TryCompare<InstantOrder>(value, out order),
        (DateTimeRule.WhenBothAre, TextComparison.Exact) => TryCompare<InstantOrTextOrder<ExactText>>(value, out order),
        (DateTimeRule.WhenBothAre, _) => TryCompare<InstantOrTextOrder<FoldedText>>(value, out order),
        (_, TextComparison.Exact) => TryCompare<TextOrder<ExactText>>(value, out order),
        _ => TryCompare<TextOrder<FoldedText>>(value, out order),
    };

    private bool TryCompare<TOrder>(ReadOnlySpan<byte> value, out int order)
        where TOrder : IValueOrder => TOrder.TryCompare(ValueKind.String, value, _literal, out order);
}
