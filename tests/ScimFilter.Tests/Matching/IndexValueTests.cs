using System.Text;
using System.Text.Json;
using ScimFilter.Ast;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Tests.Matching;

/// <summary>The texts that lead to subscriptions: long ones, foreign ones, and ones whose hashes are the same.</summary>
public class IndexValueTests
{
    private const string Collider = "\u0001\0\0\0\0\0\0\0";

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
        string plain = JsonSerializer.Serialize(type);
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
        string[] values = CollidingValues(300);
        SubscriptionIndex<int> index = IndexOfKnownHashes();
        Assert.Single(values.Select(value => new KeyHasher(new byte[24]).Hash(Encoding.UTF8.GetBytes(value))).Distinct());
        index.Load(Enumerable.Range(0, values.Length).Select(i => new Subscription<int>(i, [], Equal("a", values[i]))));
        for (int i = 0; i < 40; i++)
        {
            index.Set(1_000 + i, [], Both(Equal("a", values[i]), Equal("b", values[i + 1])));
            index.Set(2_000 + i, [], Both(Equal("a", values[i]), new NotExpression(Equal("b", values[i + 2]))));
            index.Set(3_000 + i, [values[i], values[i + 1]], null);
        }

        Assert.Equal([7, 1_007, 2_007], index.Match(Event(("a", values[7]), ("b", values[8]))));
        Assert.Equal([7], index.Match(Event(("a", values[7]), ("b", values[9]))));
        Assert.Equal([299], index.Match(Event(("a", values[299]), ("b", values[0]))));
        Assert.Equal([3_004, 3_005], index.Match(Event(("type", values[5]))));
        Assert.Empty(index.Match(Event(("a", Collider + "abc"), ("b", values[0]))));
        string arrays = $$"""{"a":[{{Json(values[3])}},{{Json(values[5])}}],"b":[{{Json(values[6])}},{{Json(values[7])}}]}""";
        Assert.Equal([3, 5, 1_005, 2_003], index.Match(arrays));
    }

    /// <summary>What is found first for one value of an array is a key of the event, though it is that of another value.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Values_of_an_array_whose_hashes_are_the_same_are_kept_apart(bool isLoad)
    {
        string[] values = CollidingValues(20);
        SubscriptionIndex<int> index = IndexOfKnownHashes();
        Subscription<int>[] subscriptions = [.. values.Select((value, i) => new Subscription<int>(i, [], Equal("a", value)))];
        if (isLoad)
        {
            index.Load(subscriptions);
        }
        else
        {
            Array.ForEach(subscriptions, subscription => index.Set(subscription.Id, subscription.EventTypes, subscription.Filter));
        }

        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.Equal([j, i], index.Match($$"""{"a":[{{Json(values[i])}},{{Json(values[j])}}]}"""));
            }
        }
    }

    /// <summary>Values that have one hash when the seed is nothing but zeros.</summary>
    private static string[] CollidingValues(int count) => [.. Enumerable.Range(0, count).Select(i => $"{Collider}{i:000}")];

    private static SubscriptionIndex<int> IndexOfKnownHashes() => new(
        new SubscriptionIndexOptions { Compiler = Support.Compiler(caseExact: true) }, EqualityComparer<int>.Default,
        new KeyHasher(new byte[24]));

    private static ComparisonExpression Equal(string name, string value) =>
        new(new AttributePath(name), ComparisonOperator.Equal, ComparisonValue.String(value));

    private static LogicalExpression Both(FilterExpression left, FilterExpression right) => new(LogicalOperator.And, [left, right]);

    private static string Event(params (string Name, string Value)[] members) =>
        $"{{{string.Join(",", members.Select(member => $"\"{member.Name}\":{Json(member.Value)}"))}}}";

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
