using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>What an index could get wrong and one filter could not, case by case.</summary>
public class IndexCaseTests
{
    [Theory]
    [InlineData("""{"tags":["a","b","a"]}""", "tags eq \"a\"", true)]
    [InlineData("""{"tags":["a","b","a"]}""", "tags eq \"a\" and tags eq \"b\"", true)]
    [InlineData("""{"tags":["a","b","a"]}""", "tags eq \"a\" and tags eq \"c\"", false)]
    [InlineData("""{"tags":["a","b","a"]}""", "tags eq \"a\" or tags eq \"b\"", true)]
    [InlineData("""{"tags":["a",1,true,null]}""", "tags eq 1 and tags eq true", true)]
    [InlineData("""{"items":[{"id":"1"},{"id":"2"}]}""", "items.id eq \"2\"", true)]
    [InlineData("""{"items":[{"id":"1","k":"x"},{"id":"2","k":"y"}]}""", "items[id eq \"2\" and k eq \"x\"]", false)]
    [InlineData("""{"items":[{"id":"1","k":"x"},{"id":"2","k":"y"}]}""", "items.id eq \"2\" and items.k eq \"x\"", true)]
    public void An_array_is_found_by_each_of_its_values(string json, string filter, bool matches) => AssertMatches(json, filter, matches);

    [Theory]
    [InlineData("""{"a":"x"}""", "a eq \"x\" and a eq \"y\"", false)]
    [InlineData("""{"a":"x"}""", "a eq \"x\" and a eq \"x\"", true)]
    [InlineData("""{"a":"y"}""", "a eq \"x\" or a eq \"y\"", true)]
    [InlineData("""{"a":"x","b":"z"}""", "(a eq \"x\" or a eq \"y\") and (b eq \"z\" or b eq \"w\")", true)]
    [InlineData("""{"a":"x","b":"q"}""", "(a eq \"x\" or a eq \"y\") and (b eq \"z\" or b eq \"w\")", false)]
    public void Two_equalities_on_one_attribute_are_kept_apart(string json, string filter, bool matches) =>
        AssertMatches(json, filter, matches);

    [Theory]
    [InlineData("""{"a":"ÄSSET"}""", "a eq \"ässet\"", true)]
    [InlineData("""{"A":"x"}""", "a eq \"X\"", true)]
    [InlineData("""{"a":"ſ"}""", "a eq \"s\"", false)]
    [InlineData("""{"a":"\u0061bc"}""", "a eq \"ABC\"", true)]
    [InlineData("""{"a":"x"}""", "a ne \"X\"", false)]
    public void Case_is_ignored_where_the_filter_alone_ignores_it(string json, string filter, bool matches) =>
        AssertMatches(json, filter, matches);

    [Theory]
    [InlineData("""{"a":null}""", "a eq null", true)]
    [InlineData("""{}""", "a eq null", true)]
    [InlineData("""{"a":"x"}""", "a eq null", false)]
    [InlineData("""{"b":"y"}""", "a eq null and b eq \"y\"", true)]
    [InlineData("""{"b":"y"}""", "a ne null or b eq \"y\"", true)]
    [InlineData("""{"a":[]}""", "a eq null", true)]
    public void Nothing_is_a_value_that_filters_ask_for(string json, string filter, bool matches) => AssertMatches(json, filter, matches);

    [Theory]
    [InlineData("""{"n":1.0}""", "n eq 1", true)]
    [InlineData("""{"n":1e2}""", "n eq 100", true)]
    [InlineData("""{"n":9007199254740993}""", "n eq 9007199254740992", false)]
    [InlineData("""{"n":"1"}""", "n eq 1", false)]
    [InlineData("""{"n":-0.0}""", "n eq 0", true)]
    public void Numbers_are_found_by_their_exact_value(string json, string filter, bool matches) => AssertMatches(json, filter, matches);

    [Fact]
    public void Members_stand_in_any_order()
    {
        var index = new SubscriptionIndex<int>();
        index.Set(1, ["t"], FilterExpression.Parse("a eq \"1\" and b.c eq \"2\" and d ne \"3\""));
        string[] members = ["\"type\":\"t\"", "\"a\":\"1\"", "\"b\":{\"x\":0,\"c\":\"2\"}", "\"d\":\"4\"", "\"e\":[1,{\"a\":\"9\"}]"];
        for (int i = 0; i < members.Length; i++)
        {
            string[] turned = [.. members.Skip(i), .. members.Take(i)];
            Assert.Equal([1], Match(index, $"{{{string.Join(",", turned)}}}"));
            Assert.Equal([1], Match(index, $"{{{string.Join(",", turned.Reverse())}}}"));
        }
    }

    [Fact]
    public void The_first_path_with_a_value_counts()
    {
        var schema = new Schema.FilterSchemaBuilder().String("id", id => id.At("data.id", "top", "old.id")).Build();
        var index = new SubscriptionIndex<string>(new SubscriptionIndexOptions
        {
            Compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema }),
        });
        index.Set("one", [], FilterExpression.Parse("id eq \"1\""));
        index.Set("not one", [], FilterExpression.Parse("id ne \"1\""));
        Assert.Equal(["one"], Match(index, """{"old":{"id":"2"},"top":"1"}"""));
        Assert.Equal(["not one"], Match(index, """{"top":"1","data":{"id":"2"}}"""));
        Assert.Equal(["one"], Match(index, """{"top":"2","data":{"id":"1"}}"""));
        Assert.Equal(["one"], Match(index, """{"top":"1","data":{"id":null}}"""));
    }

    [Theory]
    [InlineData("""{"type":"t"}""", true)]
    [InlineData("""{"eventType":"t"}""", true)]
    [InlineData("""{"type":"u","eventType":"t"}""", false)]
    [InlineData("""{"type":null,"eventType":"t"}""", true)]
    [InlineData("""{"type":["t"]}""", true)]
    [InlineData("""{"type":["t","u"]}""", true)]
    [InlineData("""{"type":["u","t"]}""", true)]
    [InlineData("""{"type":["t","t"]}""", true)]
    [InlineData("""{"type":[1,[null,"t"]]}""", true)]
    [InlineData("""{"type":[{"value":"t"},"u"]}""", true)]
    [InlineData("""{"type":["u","v"],"eventType":"t"}""", false)]
    [InlineData("""{"type":["T","u"]}""", false)]
    [InlineData("""{"type":[],"eventType":["u","t"]}""", true)]
    [InlineData("""{"type":{"t":"t"}}""", false)]
    [InlineData("""{"type":{"t":"t"},"eventType":"t"}""", false)]
    [InlineData("""{"type":"T"}""", false)]
    [InlineData("""{"type":1}""", false)]
    [InlineData("""{}""", false)]
    public void An_event_is_of_the_types_that_its_first_place_with_a_value_holds(string json, bool matches)
    {
        var index = new SubscriptionIndex<int>();
        index.Set(1, ["t"], null);
        index.Set(2, [], null);
        Assert.Equal(matches ? [1, 2] : [2], Match(index, json));
    }

    [Fact]
    public void An_event_of_several_types_finds_a_subscription_once()
    {
        var index = new SubscriptionIndex<int>();
        string[] many = [.. Enumerable.Range(0, 40).Select(i => $"t{i}")];
        index.Set(1, ["t1", "t2", "t3"], null);
        index.Set(2, ["t2", "u"], FilterExpression.Parse("a eq 1 or b eq 2"));
        index.Set(3, many, null);
        index.Set(4, many, FilterExpression.Parse("a ne 1"));
        index.Set(5, ["u"], null);
        Assert.Equal([1, 2, 3], Match(index, """{"type":["t1","t2","x"],"a":1,"b":2}"""));
        Assert.Equal([1, 2, 3, 4], Match(index, """{"type":["x","t2","t1"],"a":2,"b":2}"""));
        Assert.Equal([5], Match(index, """{"type":["x","u"],"a":1}""").Except([2]));
        Assert.Empty(Match(index, """{"type":["x","y"],"a":1}"""));
    }

    [Fact]
    public void A_type_with_half_of_a_character_is_refused()
    {
        var index = new SubscriptionIndex<int>();
        Assert.ThrowsAny<ArgumentException>(() => index.Set(1, ["t\ud800"], null));
        Assert.Empty(Match(index, "{\"type\":\"t\uFFFD\"}"));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(5_000)]
    public void A_value_is_compared_to_its_end(int length)
    {
        var index = new SubscriptionIndex<int>(
            new SubscriptionIndexOptions { Compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true }) });
        string value = new('v', length);
        string other = value[..^1] + "w";
        index.Set(1, [], FilterExpression.Parse($"a eq \"{value}\""));
        index.Set(2, [], FilterExpression.Parse($"a eq \"{other}\""));
        index.Set(3, [], FilterExpression.Parse($"a pr and a ne \"{other}\""));
        Assert.Equal([1, 3], Match(index, $$"""{"a":"{{value}}"}"""));
        Assert.Equal([2], Match(index, $$"""{"a":"{{other}}"}"""));
        Assert.Equal([3], Match(index, $$"""{"a":"{{value}}v"}"""));
        Assert.Equal([3], Match(index, $$"""{"a":"{{value[1..]}}"}"""));
    }

    [Fact]
    public void Thousands_share_a_key_or_have_their_own()
    {
        const int count = 3_000;
        var index = new SubscriptionIndex<int>();
        index.Load(Enumerable.Range(0, count * 5).Select(i => new Subscription<int>(i, ["t"], FilterExpression.Parse((i / count) switch
        {
            0 => "a eq \"x\"",
            1 => "a eq \"x\" or b eq \"y\"",
            2 => $"a eq \"x\" and b ne \"{(i % 2 == 0 ? "y" : "z")}\"",
            3 => $"a eq \"x\" and b ne \"q\" and c ne \"{(i % 2 == 0 ? "r" : "s")}\"",
            _ => $"a eq \"k{i}\" and b sw \"y\"",
        }))));
        int[] Expected(Func<int, bool> holds) => [.. Enumerable.Range(0, count * 5).Where(holds)];
        Assert.Equal(
            Expected(i => i < 2 * count || (i < 3 * count && i % 2 == 1) || (i >= 3 * count && i < 4 * count && i % 2 == 1)),
            Match(index, """{"type":"t","a":"x","b":"y","c":"r"}"""));
        Assert.Equal([.. Expected(i => i >= count && i < 2 * count), 14_000], Match(index, """{"type":"t","a":"k14000","b":"y"}"""));
        Assert.Empty(Match(index, """{"type":"u","a":"x","b":"y"}"""));
    }

    [Fact]
    public void An_event_with_countless_combinations_is_answered_all_the_same()
    {
        var index = new SubscriptionIndex<int>();
        index.Set(1, [], FilterExpression.Parse("a eq \"39\" and b eq \"39\""));
        index.Set(2, [], FilterExpression.Parse("a eq \"39\" and b eq \"40\""));
        string values = string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"{i}\""));
        Assert.Equal([1], Match(index, $$"""{"a":[{{values}}],"b":[{{values}}]}"""));
    }

    private static void AssertMatches(string json, string filter, bool matches)
    {
        FilterExpression parsed = FilterExpression.Parse(filter);
        Assert.Equal(matches, new FilterCompiler().Compile(parsed).Matches(Encoding.UTF8.GetBytes(json)));
        var index = new SubscriptionIndex<int>();
        index.Set(1, [], parsed);
        Assert.Equal(matches ? [1] : [], Match(index, json));
    }

    private static List<TKey> Match<TKey>(SubscriptionIndex<TKey> index, string json)
        where TKey : notnull
    {
        var keys = new List<TKey>();
        foreach (TKey key in index.Match(Encoding.UTF8.GetBytes(json)))
        {
            keys.Add(key);
        }

        keys.Sort();
        return keys;
    }
}
