using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Linq;

namespace ScimFilter.Tests.Linq;

/// <summary>No filter makes a tree that whoever walks it could fall off.</summary>
public class HostileTranslationTests
{
    private static readonly FilterTranslator<Resource> _translator = new(map => map.Properties());
    private static readonly FilterOptions _long = new() { MaxLength = 1 << 20 };

    [Theory]
    [InlineData(" or ")]
    [InlineData(" and ")]
    public void A_thousand_terms_are_a_shallow_tree(string @operator)
    {
        string[] attributes = ["a sw", "A ew", "b.value co", "c.value sw", "urn:x:y:value ew"];
        string text = string.Join(@operator, Enumerable.Range(0, 1_024).Select(i => $"{attributes[i % attributes.Length]} \"t{i}\""));
        Expression<Func<Resource, bool>> predicate = _translator.Translate(FilterExpression.Parse(text, _long));
        Assert.InRange(DepthOf(predicate), 10, 30);
        Support.OnSmallStack(() => Assert.False(predicate.Compile(preferInterpretation: true)(new Resource())));
    }

    [Fact]
    public void Lists_of_values_are_one_look_up()
    {
        string text = string.Join(" or ", Enumerable.Range(0, 1_024).Select(i => i % 2 == 0 ? $"a eq \"t{i}\"" : $"b.A eq {i}"));
        Expression<Func<Resource, bool>> predicate = _translator.Translate(FilterExpression.Parse(text, _long));
        Assert.InRange(DepthOf(predicate), 3, 12);
        Func<Resource, bool> compiled = predicate.Compile(preferInterpretation: true);
        Assert.True(compiled(new Resource { Text = "T1022" }));
        Assert.False(compiled(new Resource { Text = "t1023" }));
        Assert.True(compiled(new Resource { Parts = [null, new Part { Number = 1023 }] }));
    }

    [Fact]
    public void The_deepest_nesting_translates_and_runs()
    {
        FilterExpression filter = FilterExpression.Parse("a eq \"x\"");
        for (int depth = 0; depth < (FilterExpression.MaxDepth / 2) - 1; depth++)
        {
            filter = new LogicalExpression(
                LogicalOperator.And,
                new NotExpression(filter),
                new ComparisonExpression(new AttributePath("a"), ComparisonOperator.StartsWith, ComparisonValue.String($"t{depth}")));
        }

        Assert.Equal(FilterExpression.MaxDepth - 1, filter.Depth);
        var resource = new Resource { Text = "x" };
        Support.OnSmallStack(() => Assert.False(_translator.Translate(filter).Compile(preferInterpretation: true)(resource)));
        Support.OnSmallStack(() => Assert.False(_translator.Translate(filter).Compile()(resource)));
    }

    [Fact]
    public void The_longest_path_through_a_type_that_holds_itself_runs()
    {
        string path = string.Join('.', Enumerable.Repeat("c", 31)) + ".value";
        Assert.False(_translator.Translate(FilterExpression.Parse($"{path} pr")).Compile(preferInterpretation: true)(new Resource()));
    }

    private static int DepthOf(Expression expression)
    {
        var depth = new DepthVisitor();
        depth.Visit(expression);
        return depth.Deepest;
    }

    private sealed class DepthVisitor : ExpressionVisitor
    {
        private int _depth;

        public int Deepest { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            Deepest = Math.Max(Deepest, ++_depth);
            base.Visit(node);
            _depth--;
            return node;
        }
    }
}
