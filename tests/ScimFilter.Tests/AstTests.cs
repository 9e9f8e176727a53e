using ScimFilter.Ast;

namespace ScimFilter.Tests;

/// <summary>Trees are values, print canonically, and know their place.</summary>
public class AstTests
{
    [Theory]
    [InlineData("  a  PR  AND  (  b  EQ  1.50  OR  c  pr  )  ", "a pr and (b eq 1.5 or c pr)")]
    [InlineData("((a pr))", "a pr")]
    [InlineData("(a pr and b pr) and c pr", "a pr and b pr and c pr")]
    [InlineData("a pr or (b pr and c pr)", "a pr or b pr and c pr")]
    [InlineData("NOT(a pr)", "not (a pr)")]
    [InlineData("not (not (a pr))", "not (not (a pr))")]
    [InlineData("a[b pr].c.d eq null", "a[b pr and c.d eq null]")]
    [InlineData("a[b pr or c pr].d pr", "a[(b pr or c pr) and d pr]")]
    [InlineData("a eq \"\\u0041\\/\\n\\u0001\\\"\\\\\"", "a eq \"A/\\n\\u0001\\\"\\\\\"")]
    [InlineData("a eq -0.0e5", "a eq 0")]
    [InlineData("a eq 100e-2", "a eq 1")]
    [InlineData("a eq 9007199254740993", "a eq 9007199254740993")]
    [InlineData("a eq 1e400", "a eq 1e400")]
    [InlineData("a eq -12.5e-9", "a eq -1.25e-8")]
    [InlineData("a eq 0.000123", "a eq 0.000123")]
    [InlineData("a eq 123456e3", "a eq 123456000")]
    [InlineData("urn:x:y:a.b eq true", "urn:x:y:a.b eq true")]
    public void A_filter_prints_canonically(string text, string canonical)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        Assert.Equal(canonical, filter.ToString());
        Assert.Equal(filter, FilterExpression.Parse(canonical));
    }

    [Theory]
    [InlineData("a eq 1", "A eq 1")]
    [InlineData("a eq 1", "a ne 1")]
    [InlineData("a eq 1", "a eq \"1\"")]
    [InlineData("a eq true", "a eq false")]
    [InlineData("a pr", "not (a pr)")]
    [InlineData("a pr and b pr", "a pr or b pr")]
    [InlineData("a pr and b pr", "b pr and a pr")]
    [InlineData("a[b pr]", "a[c pr]")]
    [InlineData("a[b pr]", "c[b pr]")]
    [InlineData("urn:x:y:a pr", "urn:x:z:a pr")]
    [InlineData("a pr", "b pr")]
    public void Different_filters_are_not_equal(string left, string right) =>
        Assert.NotEqual(FilterExpression.Parse(left), FilterExpression.Parse(right));

    [Fact]
    public void Nodes_know_their_place()
    {
        const string text = " a.b eq \"x\" and not (c[d gt 5] or e pr)";
        var and = Assert.IsType<LogicalExpression>(FilterExpression.Parse(text));
        var comparison = Assert.IsType<ComparisonExpression>(and.Operands[0]);
        var not = Assert.IsType<NotExpression>(and.Operands[1]);
        var or = Assert.IsType<LogicalExpression>(not.Operand);
        var valuePath = Assert.IsType<ValuePathExpression>(or.Operands[0]);
        var present = Assert.IsType<PresentExpression>(or.Operands[1]);

        string At(SourceSpan span) => text.Substring(span.Start, span.Length);
        Assert.Equal("a.b eq \"x\"", At(comparison.Span));
        Assert.Equal("a.b", At(comparison.Path.Span));
        Assert.Equal("eq", At(comparison.OperatorSpan));
        Assert.Equal("\"x\"", At(comparison.Value.Span));
        Assert.Equal("not (c[d gt 5] or e pr)", At(not.Span));
        Assert.Equal("c[d gt 5] or e pr", At(or.Span));
        Assert.Equal("c[d gt 5]", At(valuePath.Span));
        Assert.Equal("e pr", At(present.Span));
        Assert.Equal("pr", At(present.OperatorSpan));
        Assert.Equal(text.Trim(), At(and.Span));
    }

    [Fact]
    public void A_tree_can_be_built_in_code()
    {
        var work = new ComparisonExpression(new AttributePath("type"), ComparisonOperator.Equal, ComparisonValue.String("work"));
        var old = new ComparisonExpression(
            new AttributePath("age"), ComparisonOperator.GreaterThan, ComparisonValue.Number(ExactDecimal.FromDecimal(1.50m)));
        var both = new LogicalExpression(
            LogicalOperator.And, work, new LogicalExpression(LogicalOperator.And, old, new PresentExpression(new AttributePath("x"))));
        FilterExpression filter = new ValuePathExpression(new AttributePath("urn:x:y", ["emails"]), both);
        Assert.Equal("urn:x:y:emails[type eq \"work\" and age gt 1.5 and x pr]", filter.ToString());
        Assert.Equal(FilterExpression.Parse(filter.ToString()), filter);
        Assert.Equal(3, both.Operands.Length);
    }

    [Fact]
    public void What_no_text_can_say_cannot_be_built()
    {
        var present = new PresentExpression(new AttributePath("a"));
        Assert.Throws<ArgumentException>(() => new AttributePath());
        Assert.Throws<ArgumentException>(() => new AttributePath("a b"));
        Assert.Throws<ArgumentException>(() => new AttributePath("urn", ["a"]));
        Assert.Throws<ArgumentException>(() => ComparisonValue.String("\ud800"));
        Assert.Throws<ArgumentException>(() => new LogicalExpression(LogicalOperator.And, present));
        Assert.Throws<ArgumentNullException>(() => new NotExpression(null!));
        Assert.Throws<ArgumentNullException>(() => new PresentExpression(null!));
        Assert.Throws<ArgumentException>(
            () => new ValuePathExpression(
                new AttributePath("a"), new NotExpression(new ValuePathExpression(new AttributePath("b"), present))));
        Assert.Throws<ArgumentException>(() => new ValuePathExpression(
            new AttributePath("a"),
            new LogicalExpression(LogicalOperator.Or, present, new ValuePathExpression(new AttributePath("b"), present))));
    }

    [Fact]
    public void A_literal_gives_its_value()
    {
        Assert.Equal("x", ComparisonValue.String("x").GetString());
        Assert.Equal(ExactDecimal.FromInt64(5), ComparisonValue.Number(ExactDecimal.FromInt64(5)).GetNumber());
        Assert.Throws<InvalidOperationException>(() => ComparisonValue.True.GetString());
        Assert.Throws<InvalidOperationException>(() => ComparisonValue.String("5").GetNumber());
        Assert.Equal(
            ["true", "false", "null"],
            new[] { ComparisonValue.True, ComparisonValue.False, ComparisonValue.Null }.Select(value => value.ToString()));
    }

    [Theory]
    [InlineData("1", "1.0", 0)]
    [InlineData("-1", "1", -1)]
    [InlineData("0", "-0", 0)]
    [InlineData("0", "1e-999999999", -1)]
    [InlineData("10", "9", 1)]
    [InlineData("-10", "-9", -1)]
    [InlineData("0.1", "0.09", 1)]
    [InlineData("9007199254740993", "9007199254740992", 1)]
    [InlineData("1e999999999", "9e999999998", 1)]
    [InlineData("12", "123", -1)]
    public void Numbers_compare_by_exact_value(string left, string right, int order)
    {
        Assert.True(ExactDecimal.TryParse(left, out ExactDecimal x));
        Assert.True(ExactDecimal.TryParse(right, out ExactDecimal y));
        Assert.Equal(order, x.CompareTo(y));
        Assert.Equal(-order, y.CompareTo(x));
        Assert.Equal(order == 0, x == y);
        Assert.Equal((order < 0, order <= 0, order > 0, order >= 0), (x < y, x <= y, x > y, x >= y));
        Assert.Equal(Support.Matches($"a eq {right}", $$"""{"a":{{left}}}"""), order == 0);
        Assert.Equal(Support.Matches($"a gt {right}", $$"""{"a":{{left}}}"""), order > 0);
        Assert.Equal(Support.Matches($"a le {right}", $$"""{"a":{{left}}}"""), order <= 0);
    }

    [Fact]
    public void Web_binders_find_the_parser()
    {
        Assert.Equal("a pr", Parse<FilterExpression>("a pr")?.ToString());
        Assert.Null(Parse<FilterExpression>("a"));
        static T? Parse<T>(string text)
            where T : class, IParsable<T> => T.TryParse(text, null, out T? value) ? T.Parse(text, null) : null;
    }
}
