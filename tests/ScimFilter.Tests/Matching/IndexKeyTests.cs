using System.Text;

namespace ScimFilter.Tests.Matching;

/// <summary>Keys of subscriptions, and the texts that are keys of tables: long ones, foreign ones, ones whose hashes are the same.</summary>
public class IndexKeyTests
{
    [Fact]
    public void A_missing_argument_is_refused()
    {
        var index = new SubscriptionIndex<string>();
        FilterExpression filter = FilterExpression.Parse("a pr");
        Assert.Throws<ArgumentNullException>(() => index.Set(null!, [], filter));
        Assert.Throws<ArgumentNullException>(() => index.Set("k", null!, filter));
        Assert.Throws<ArgumentNullException>(() => index.TrySet(null!, [], filter, out _));
        Assert.Throws<ArgumentNullException>(() => index.Remove(null!));
        Assert.Throws<ArgumentNullException>(() => index.Contains(null!));
        Assert.Throws<ArgumentNullException>(() => index.Load(null!));
        Assert.Throws<ArgumentNullException>(() => index.Load([new Subscription<string>(null!, [], filter)]));
        Assert.Throws<ArgumentNullException>(() => index.Match(null!, (_, _) => { }));
        Assert.Throws<ArgumentNullException>(() => index.Match(Array.Empty<ReadOnlyMemory<byte>>(), null!));
        Assert.Throws<ArgumentNullException>(() => new SubscriptionIndex<string>(null!));
        Assert.Throws<ArgumentNullException>(() => new SubscriptionIndex<string>(SubscriptionIndexOptions.Default, null!));
        Assert.Equal(0, index.Count);
        index.Set("k", [], filter);
        Assert.Equal(["k"], index.Match("{\"a\":1}"));
    }

    [Fact]
    public void A_load_that_fails_leaves_the_index_as_it_was()
    {
        var index = new SubscriptionIndex<string>();
        index.Set("a", "x eq \"1\"");
        Assert.Throws<TimeoutException>(() => index.Load(Failing()));
        Assert.ThrowsAny<ArgumentException>(() => index.Load([new Subscription<string>("a", [], null), new Subscription<string>("b", ["\ud800"], null)]));
        Assert.Equal(["a"], index.Match("{\"x\":\"1\"}"));
        Assert.Empty(index.Match("{}"));
        index.Set("b", [], null);
        Assert.Equal(["a", "b"], index.Match("{\"x\":\"1\"}"));
    }

    [Fact]
    public void What_gives_the_subscriptions_of_a_load_may_change_the_index_but_not_clear_it()
    {
        var index = new SubscriptionIndex<string>();
        index.Load(Changing(index, () => index.Set("c", "z eq \"1\"")));
        Assert.Equal(["a", "b", "c"], index.Match("""{"x":"1","y":"1","z":"1"}"""));
        Assert.Equal(["b"], index.Match("""{"y":"1"}"""));
        Assert.True(index.Remove("b"));
        Assert.Throws<InvalidOperationException>(() => index.Load(Changing(index, index.Clear)));
        Assert.Equal(0, index.Count);
        index.Set("b", "y eq \"1\"");
        Assert.Equal(["b"], index.Match("""{"x":"1","y":"1"}"""));
    }

    [Fact]
    public void A_comparer_tells_which_keys_are_one()
    {
        var index = new SubscriptionIndex<string>(SubscriptionIndexOptions.Default, StringComparer.OrdinalIgnoreCase);
        index.Set("Hook", "a eq \"1\"");
        index.Set("hook", "a eq \"2\"");
        Assert.Equal(1, index.Count);
        Assert.True(index.Contains("HOOK"));
        Assert.Empty(index.Match("{\"a\":\"1\"}"));
        Assert.Equal(["hook"], index.Match("{\"a\":\"2\"}"));
        index.Load([new Subscription<string>("HOOK", [], null), new Subscription<string>("hOOk", ["t"], null), new Subscription<string>("other", [], null)]);
        Assert.Equal(2, index.Count);
        Assert.Equal(["hOOk", "other"], index.Match("{\"type\":\"t\"}"));
        Assert.True(index.Remove("HooK"));
        Assert.False(index.Remove("hook"));
        Assert.Equal(["other"], index.Match("{\"type\":\"t\"}"));
    }

    [Fact]
    public void Keys_whose_hash_codes_are_the_same_are_kept_apart()
    {
        const int count = 400;
        var index = new SubscriptionIndex<int>(SubscriptionIndexOptions.Default, new ConstantHash());
        index.Load(Enumerable.Range(0, count / 2).Select(key => Indexed.Subscription(key, "a eq \"1\"")));
        for (int key = count / 2; key < count; key++)
        {
            index.Set(key, "a eq \"1\"");
        }

        for (int key = 0; key < count; key += 3)
        {
            Assert.True(index.Remove(key));
            Assert.False(index.Remove(key));
        }

        for (int key = 0; key < count; key++)
        {
            Assert.Equal(key % 3 != 0, index.Contains(key));
        }

        Assert.Equal(Enumerable.Range(0, count).Where(key => key % 3 != 0), index.Match("{\"a\":\"1\"}"));
    }

    [Theory]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void Values_of_any_length_are_keys(int length)
    {
        string value = string.Concat(Enumerable.Repeat("Äb", (length + 2) / 3))[..(length * 2 / 3)];
        foreach (bool caseExact in (bool[])[false, true])
        {
            SubscriptionIndex<int> index = Indexed.Index(caseExact: caseExact);
            var wide = new FilterOptions { MaxLength = 1 << 20, MaxLiteralLength = 1 << 20 };
            index.Set(1, [], FilterExpression.Parse($"a eq \"{value}\"", wide));
            index.Set(2, [], FilterExpression.Parse($"a eq \"{value}x\"", wide));
            index.Set(3, [], FilterExpression.Parse($"a ne \"{value}\" and b ne \"{value}y\"", wide));
            index.Set(4, [value], null);
            Assert.Equal([1], index.Match($$"""{"a":"{{value}}"}"""));
            Assert.Equal([2, 3, 4], index.Match($$"""{"type":"{{value}}","a":"{{value}}x"}"""));
            Assert.Equal([1], index.Match($$"""{"a":["q","{{value}}"],"b":"{{value}}y"}"""));
            Assert.Equal(caseExact ? [3] : [1], index.Match($$"""{"a":"{{value.ToUpperInvariant()}}"}"""));
        }
    }

    [Theory]
    [InlineData("com.example.créé")]
    [InlineData("событие")]
    [InlineData("😀.created")]
    [InlineData("quote\"and\\slash\n")]
    [InlineData("")]
    [InlineData("\0")]
    public void An_event_type_is_any_text(string type)
    {
        var index = new SubscriptionIndex<int>();
        index.Set(1, [type], null);
        index.Set(2, [type + "x", type, type], FilterExpression.Parse("a eq \"1\""));
        index.Set(3, [.. Enumerable.Range(0, 30).Select(i => $"{i}"), type], FilterExpression.Parse("a eq \"1\""));
        index.Set(4, [type.ToUpperInvariant() + "y"], null);
        string plain = System.Text.Json.JsonSerializer.Serialize(type);
        string escaped = '"' + string.Concat(type.Select(unit => $"\\u{(int)unit:x4}")) + '"';
        string raw = '"' + type.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\0", "\\u0000", StringComparison.Ordinal) + '"';
        foreach (string text in (string[])[plain, escaped, raw])
        {
            Assert.Equal([1, 2, 3], index.Match($$"""{"a":"1","type":{{text}}}"""));
            Assert.Equal([1], index.Match($$"""{"type":{{text}}}"""));
        }
    }

    [Fact]
    public void Attributes_of_the_event_type_are_given_and_may_be_nested()
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { EventTypeAttributes = ["meta.kind", "kind"] });
        index.Set(1, ["t"], null);
        index.Set(2, ["t"], FilterExpression.Parse("kind eq \"t\""));
        Assert.Equal([1], index.Match("""{"kind":"u","meta":{"kind":"t"}}"""));
        Assert.Equal([1, 2], index.Match("""{"meta":{},"kind":"t"}"""));
        Assert.Empty(index.Match("""{"type":"t"}"""));
    }

    /// <summary>With a seed that is known, whoever chooses values can make their hashes the same: answers stay right.</summary>
    [Fact]
    public void Values_whose_hashes_are_the_same_are_kept_apart()
    {
        const string collider = "\u0001\0\0\0\0\0\0\0";
        string[] values = [.. Enumerable.Range(0, 300).Select(i => $"{collider}{i:000}")];
        var hasher = new ScimFilter.Matching.KeyHasher(new byte[24]);
        Assert.Single(values.Select(value => hasher.Hash(Encoding.UTF8.GetBytes(value))).Distinct());
        var index = new SubscriptionIndex<int>(
            new SubscriptionIndexOptions { Compiler = Support.Compiler(caseExact: true) }, EqualityComparer<int>.Default, hasher);
        index.Load(Enumerable.Range(0, values.Length).Select(i => new Subscription<int>(i, [], Equal("a", values[i]))));
        for (int i = 0; i < 40; i++)
        {
            index.Set(1_000 + i, [], new Ast.LogicalExpression(Ast.LogicalOperator.And, [Equal("a", values[i]), Equal("b", values[i + 1])]));
            index.Set(2_000 + i, [], new Ast.LogicalExpression(Ast.LogicalOperator.And, [Equal("a", values[i]), new Ast.NotExpression(Equal("b", values[i + 2]))]));
            index.Set(3_000 + i, [values[i], values[i + 1]], null);
        }

        Assert.Equal([7, 1_007, 2_007], index.Match(Event(("a", values[7]), ("b", values[8]))));
        Assert.Equal([7], index.Match(Event(("a", values[7]), ("b", values[9]))));
        Assert.Equal([299], index.Match(Event(("a", values[299]), ("b", values[0]))));
        Assert.Equal([3_004, 3_005], index.Match(Event(("type", values[5]))));
        Assert.Empty(index.Match(Event(("a", collider + "abc"), ("b", values[0]))));
        Assert.Equal([3, 5, 1_005, 2_003], index.Match($$"""{"a":[{{Json(values[3])}},{{Json(values[5])}}],"b":[{{Json(values[6])}},{{Json(values[7])}}]}"""));
    }

    private static Ast.ComparisonExpression Equal(string name, string value) =>
        new(new Ast.AttributePath(name), Ast.ComparisonOperator.Equal, Ast.ComparisonValue.String(value));

    private static string Event(params (string Name, string Value)[] members) =>
        $"{{{string.Join(",", members.Select(member => $"\"{member.Name}\":{Json(member.Value)}"))}}}";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static IEnumerable<Subscription<string>> Changing(SubscriptionIndex<string> index, Action change)
    {
        yield return new Subscription<string>("a", [], FilterExpression.Parse("x eq \"1\""));
        change();
        yield return new Subscription<string>("b", [], FilterExpression.Parse("y eq \"1\""));
        Assert.Equal(0, index.Match("{\"y\":\"1\"}"u8, new string[2]));
    }

    private static IEnumerable<Subscription<string>> Failing()
    {
        yield return new Subscription<string>("a", [], null);
        throw new TimeoutException();
    }

    private sealed class ConstantHash : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => 1;
    }
}
