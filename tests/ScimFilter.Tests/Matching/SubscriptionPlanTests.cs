using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>How the index says what it would do with a filter.</summary>
public class SubscriptionPlanTests
{
    [Theory]
    [InlineData("a eq \"x\"", "key[a eq \"x\"]")]
    [InlineData("a eq \"x\" and path sw \"p\"", "key[a eq \"x\"] paths[StartsWith: path sw \"p\"] checks[path sw \"p\"]")]
    [InlineData(
        "a eq 1 or b eq 2 and c ew \"z\"",
        "key[a eq 1]", "key[b eq 2] paths[EndsWith: c ew \"z\"] checks[c ew \"z\"]")]
    [InlineData(
        "size ge 1 and size lt 5 and path co \"p\"",
        "paths[Bounds: size ge 1 and size lt 5, Contains: path co \"p\"] checks[size ge 1, size lt 5, path co \"p\"]")]
    [InlineData("not (size gt 5)", "paths[NegatedBounds: not (size gt 5)] checks[not (size gt 5)]")]
    [InlineData("a pr and b ne \"x\"", "paths[Presence: a pr] checks[a pr, b ne \"x\"]")]
    [InlineData("a eq \"x\" and a eq \"y\"", "key[a eq \"x\"] paths[Equal: a eq \"y\"] checks[a eq \"y\"]")]
    [InlineData("b ne \"x\"", "checks[b ne \"x\"] every: Negations")]
    [InlineData("b sw \"\"", "checks[b sw \"\"] every: EmptyLiteral")]
    [InlineData("not (e[a pr])", "evaluates[NegatedValuePath: not (e[a pr])] every: Residual")]
    [InlineData(
        "e[type eq \"w\" and value pr]",
        "paths[Equal: e.type eq \"w\"] checks[e.type eq \"w\"] evaluates[ValuePath: e[type eq \"w\" and value pr]]")]
    [InlineData(
        "a eq \"x\" and (b sw \"p\" or c ne \"z\")",
        "key[a eq \"x\"] evaluates[UnfindableOperand: b sw \"p\" or c ne \"z\"] every: Residual")]
    public void A_plan_has_keys_paths_and_what_is_left(string filter, params string[] alternatives) =>
        Assert.Equal(alternatives, Lines(Indexed.Index().Plan([], FilterExpression.Parse(filter))));

    [Fact]
    public void No_filter_is_an_alternative_without_conditions()
    {
        Assert.Equal([""], Lines(Indexed.Index().Plan([], null)));
        Assert.Equal(["types[t u]"], Lines(Indexed.Index().Plan(["t", "u", "t"], null)));
    }

    [Fact]
    public void An_or_that_would_make_too_many_alternatives_is_evaluated()
    {
        static string Or(string attribute) => $"({string.Join(" or ", Enumerable.Range(0, 5).Select(value => $"{attribute} eq {value}"))})";
        SubscriptionPlan plan = Indexed.Index().Plan([], FilterExpression.Parse($"{Or("a")} and {Or("b")}"));
        Assert.Equal(5, plan.Alternatives.Count);
        Assert.All(plan.Alternatives, one => Assert.Equal(ResidualReason.TooManyAlternatives, Assert.Single(one.Residuals).Reason));
    }

    [Fact]
    public void Beyond_the_limit_of_templates_values_become_conditions()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxTemplates = 2 });
        index.Set(1, "a eq \"1\"");
        FilterExpression filter = FilterExpression.Parse("a eq \"x\" and b eq \"y\"");
        Assert.Equal(["key[a eq \"x\"] paths[Equal: b eq \"y\"] checks[b eq \"y\"]"], Lines(index.Plan([], filter)));
        Assert.Equal(
            ["key[a eq \"x\"] paths[Equal: b eq \"y\"] checks[(event type), b eq \"y\"]"], Lines(index.Plan(["t"], filter)));
    }

    [Fact]
    public void Very_many_event_types_are_checked()
    {
        string[] types = [.. Enumerable.Range(0, 2_000).Select(type => $"t{type}")];
        FilterExpression filter = FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, 100).Select(value => $"a eq {value}")));
        SubscriptionPlan plan = Indexed.Index().Plan(types, filter);
        Assert.Equal(100, plan.Alternatives.Count);
        Assert.All(plan.Alternatives, one => Assert.Equal((true, 0, 1), (one.ChecksEventType, one.EventTypes.Count, one.Key.Count)));
    }

    [Fact]
    public void A_plan_changes_nothing()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"1\"");
        int read = index.AttributesRead;
        index.Plan(["t"], FilterExpression.Parse("b eq \"2\" and e[c pr]"));
        Assert.Equal((1, read), (index.Count, index.AttributesRead));
        Assert.Single(index.GetStatistics().Templates);
    }

    [Fact]
    public void A_filter_that_is_not_valid_has_no_plan()
    {
        Assert.Throws<FilterValidationException>(() => Indexed.Index().Plan([], FilterExpression.Parse("a co 5")));
        Assert.Throws<ArgumentException>(() => Indexed.Index().Plan([null!], null));
    }

    /// <summary>A plan says what the index does: its entries are counted under the kinds of paths that the plan names.</summary>
    [Theory]
    [InlineData("path sw \"p#\" and size gt 5")]
    [InlineData("a pr and not (b co \"#\")")]
    [InlineData("e[type eq \"w#\" and value pr]")]
    [InlineData("not (b co \"#\")")]
    [InlineData("size ge # and size le 2# and note ne \"#\"")]
    public void Statistics_agree_with_the_plan(string filter)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        FilterExpression[] filters =
            [.. Enumerable.Range(10, 40).Select(number => FilterExpression.Parse(filter.Replace("#", $"{number}", StringComparison.Ordinal)))];
        index.Load(filters.Select((one, id) => new Subscription<int>(id, [], one)));
        AlternativePlan plan = Assert.Single(index.Plan([], filters[0]).Alternatives);
        AccessPathKind[] planned = plan.CheckReason is null ? [.. plan.AccessPaths.Select(path => path.Kind)] : [AccessPathKind.Every];
        Assert.All(index.GetStatistics().AccessPaths, path => Assert.Contains(path.Kind, planned));
    }

    private static IEnumerable<string> Lines(SubscriptionPlan plan) => plan.Alternatives.Select(Line);

    private static string Line(AlternativePlan plan)
    {
        var text = new StringBuilder();
        void Append(string name, IEnumerable<string> items, string separator = ", ")
        {
            if (items.Any())
            {
                text.Append(text.Length == 0 ? "" : " ").Append(name).Append('[').AppendJoin(separator, items).Append(']');
            }
        }

        Append("types", plan.EventTypes, " ");
        Append("key", plan.Key.Select(term => term.ToString()));
        Append("paths", plan.AccessPaths.Select(path => $"{path.Kind}: {path.Condition}"));
        Append("checks", plan.Conditions.Select(one => one.ToString()).Prepend("(event type)").Skip(plan.ChecksEventType ? 0 : 1));
        Append("evaluates", plan.Residuals.Select(one => $"{one.Reason}: {one.Filter}"));
        return text.Append(plan.CheckReason is { } reason ? $" every: {reason}" : "").ToString();
    }
}
