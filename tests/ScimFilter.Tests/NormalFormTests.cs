using ScimFilter.Analysis;

namespace ScimFilter.Tests;

/// <summary>What the normal form looks like; that it keeps every answer is a law of its own.</summary>
public class NormalFormTests
{
    /// <summary>In order: operator, address and kind of value before the literal, cheap tests before dear ones.</summary>
    private static readonly FilterExpression[] _ordered =
    [
        .. ((string[])
        [
            "a eq null", "a eq true", "a eq false", "a eq 1", "a eq 2", "a eq 10", "a eq \"10\"", "a eq \"2\"", "b eq 1",
            "a.a eq 1", "a.b eq 1", "urn:x:y:a eq 1", "urn:x:z:a eq 1", "a ne 1", "a co \"x\"", "a le 1", "a pr", "b pr",
            "a.a pr", "not (a gt 1)", "not (a gt 2)", "not (a lt 1)", "not (a pr)", "b eq 1 and c eq 2", "b eq 2 and c eq 1",
            "b eq 1 and d eq 1", "a pr and b pr and c pr", "a pr or b pr", "a[b eq 1]", "a[b eq 2]", "a[a pr]", "b[b eq 1]",
        ]).Select(FilterExpression.Parse),
    ];

    [Theory]
    [InlineData("not (a eq 1)", "a ne 1")]
    [InlineData("not (a ne 1)", "a eq 1")]
    [InlineData("not (a gt 1)", "not (a gt 1)")]
    [InlineData("not (not (a pr))", "a pr")]
    [InlineData("not (a eq 1 and not (b eq 2))", "b eq 2 or a ne 1")]
    [InlineData("not (a eq 1 or b pr)", "a ne 1 and not (b pr)")]
    [InlineData("not (a[not (b eq 1)])", "not (a[b ne 1])")]
    [InlineData("a pr and not (b pr or c pr)", "a pr and not (b pr) and not (c pr)")]
    [InlineData("c pr or b eq 1 or a eq 1", "a eq 1 or b eq 1 or c pr")]
    [InlineData("a pr and a pr", "a pr")]
    [InlineData("a eq 1 or b eq 1 or a eq 1 or a eq 2", "a eq 1 or a eq 2 or b eq 1")]
    [InlineData("a pr or a pr and b pr", "a pr")]
    [InlineData("a pr and (b pr or c pr or a pr)", "a pr")]
    [InlineData("a pr or b pr and c pr", "a pr or b pr and c pr")]
    [InlineData("a eq 1 or a pr and a eq 2", "a eq 1 or a eq 2 and a pr")]
    [InlineData("(a pr or b pr) and (a pr or b pr)", "a pr or b pr")]
    public void Negations_go_down_operands_are_sorted_and_what_says_nothing_is_left_out(string text, string normal) =>
        Assert.Equal(normal, Normalizer.Normalize(FilterExpression.Parse(text)).ToString());

    [Theory]
    [InlineData("a eq 1")]
    [InlineData("a[b eq 1]")]
    public void What_is_normal_is_not_made_anew(string text)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        Assert.Same(filter, Normalizer.Normalize(filter));
    }

    [Fact]
    public void Filters_have_a_total_order()
    {
        for (int i = 0; i < _ordered.Length; i++)
        {
            for (int j = 0; j < _ordered.Length; j++)
            {
                int order = ShapeOrder.Instance.Compare(_ordered[i], _ordered[j]);
                Assert.True(Math.Sign(order) == i.CompareTo(j), $"{_ordered[i]} and {_ordered[j]}: {order}");
            }
        }
    }

    [Fact]
    public void Comparing_filters_allocates_nothing()
    {
        CompareAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        CompareAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void CompareAll()
        {
            foreach (FilterExpression left in _ordered)
            {
                foreach (FilterExpression right in _ordered)
                {
                    ShapeOrder.Instance.Compare(left, right);
                }
            }
        }
    }
}
