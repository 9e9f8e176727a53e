using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Strings: in memory by the language's own meaning, in a database by what it has.</summary>
internal sealed class TextTranslation : ValueTranslation
{
    public override AttributeType Type => AttributeType.String;

    /// <summary>A database cannot compare strings as points in time.</summary>
    public override FilterOperators Operators(ComparisonRule rule) =>
        rule is { InMemory: false, DateTimes: DateTimeRule.Always }
            ? OperatorSets.Substring | FilterOperators.Present
            : FilterOperators.All;

    public override Expression IsPresent(Expression value) => Conditions.Not(Expression.Call(TextMethods.IsNullOrEmpty, value));

    public override Expression Equal(
        Expression value, IReadOnlyList<ComparisonValue> literals, CapturedValues captured, ComparisonRule rule)
    {
        string[] texts = [.. literals.Select(literal => literal.GetString())];
        return rule.InMemory ? EqualInMemory(value, texts, rule) : TextQuery.Equal(value, texts, rule);
    }

    public override Expression Compare(
        Expression value, ComparisonOperator @operator, ComparisonValue literal, CapturedValues captured, ComparisonRule rule) =>
        rule.InMemory ? Test(value, @operator, literal.GetString(), rule) : TextQuery.Compare(value, @operator, literal.GetString(), rule);

    private static Expression EqualInMemory(Expression value, string[] texts, ComparisonRule rule)
    {
        ILookup<bool, string> byKind = texts.ToLookup(text => TextTest.IsInstant(text, rule));
        string[] plain = [.. byKind[false]];
        IEnumerable<Expression> instants = byKind[true].Select(text => Test(value, ComparisonOperator.Equal, text, rule));
        Expression equal = plain.Length switch
        {
            0 => Conditions.False,
            1 => Expression.Call(TextMethods.AreEqual, value, CapturedValues.Capture(plain[0]), Expression.Constant(rule.StringComparison)),
            _ => CapturedValues<string>.Contains(plain, value, rule, rule.StringComparer),
        };
        return Conditions.Any([equal, .. instants]);
    }

    private static MethodCallExpression Test(Expression value, ComparisonOperator @operator, string text, ComparisonRule rule) =>
        Expression.Call(CapturedValues.Capture(new TextTest(text, @operator, rule)), TextTest.HoldsMethod, value);
}
