using System.Globalization;
using System.Text;
using System.Text.Json;
using ScimFilter.Json.Slots;
using ScimFilter.Oracle;
using ScimFilter.Runtime;

namespace ScimFilter.Tests.Matching;

/// <summary>
/// Equality that is checked, as it is no key, on attributes with so many values that literals are looked up among them: the answers are
/// those of one-by-one evaluation, for every kind of value.
/// </summary>
public class IndexManyValuesTests
{
    private static readonly string[] _texts =
        ["", "x", "ab", "é", "straße", "ΑΣ", "\uD801\uDC00", "ſ", "2024-05-06T07:08:09Z", "1", "true"];

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(40, false)]
    [InlineData(100, true)]
    [InlineData(257, false)]
    [InlineData(300, true)]
    public void Answers_are_those_of_one_by_one_evaluation(int values, bool caseExact)
    {
        var random = new Random(values);
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { Compiler = Support.Compiler(caseExact) });
        var naive = new NaiveIndex(caseExact);
        for (int key = 0; key < 400; key++)
        {
            FilterExpression filter = FilterExpression.Parse(RandomFilter(random));
            string[] types = random.Next(4) == 0 ? [.. Enumerable.Range(0, 40).Select(type => $"t{(key * 13) + (type * 7)}")] : [];
            index.Set(key, types, filter);
            naive.Set(key, types, filter);
        }

        for (int i = 0; i < 12; i++)
        {
            string types = Array(values, () => $"\"t{random.Next(6_000)}\"");
            string json = $$"""{"type":{{types}},"k":["0","1"],"b":{{Array(values, () => RandomValue(random))}},"c":{{Array(20, () => RandomValue(random))}}}""";
            using JsonDocument document = JsonDocument.Parse(json);
            int[] expected = naive.Match(document.RootElement);
            Assert.Equal(expected, index.Match(json));
            Assert.Equal(expected, Indexed.Sorted(index.Match(document.RootElement)));
            Assert.Equal(naive.Match(default), index.Match("{}"));
        }
    }

    /// <summary>What is equal is found among many values whichever way either side writes it.</summary>
    [Theory]
    [InlineData("b eq \"AB\"", "\"aB\"", true)]
    [InlineData("b eq \"É\"", "\"\\u00e9\"", true)]
    [InlineData("b eq \"\uD801\uDC00\"", "\"\uD801\uDC28\"", true)]
    [InlineData("b eq \"s\"", "\"ſ\"", false)]
    [InlineData("b eq \"k\"", "\"\u212A\"", false)]
    [InlineData("b eq 100", "1.00e2", true)]
    [InlineData("b eq 1e-3", "0.0010", true)]
    [InlineData("b eq 0", "-0.0e5", true)]
    [InlineData("b eq -1.50", "-15E-1", true)]
    [InlineData("b eq 9007199254740993", "9007199254740992", false)]
    [InlineData("b eq 1e999999999", "1e99999999999999999999", false)]
    [InlineData("b eq 1", "\"1\"", false)]
    [InlineData("b eq true", "true", true)]
    [InlineData("b eq false", "true", false)]
    [InlineData("b eq \"2024-05-06T07:08:09Z\"", "\"2024-05-06t09:08:09.000+02:00\"", true)]
    [InlineData("b eq \"2024-05-06T07:08:09.5Z\"", "\"2024-05-06T07:08:09Z\"", false)]
    [InlineData("b eq \"AB\" or b eq \"zz\"", "\"ab\"", true)]
    [InlineData("b eq \"zy\" or b eq \"zz\" or b eq \"É\" or b eq \"zx\" or b eq \"zw\"", "\"é\"", true)]
    [InlineData("b eq \"zy\" or b eq 7 or b eq true", "7.0", true)]
    public void What_is_equal_is_found_among_many_values(string filter, string value, bool matches)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int key = 0; key < 50; key++)
        {
            index.Set(key, $"k eq \"1\" and ({filter} or c co \"z\")");
            index.Set(100 + key, $"k eq \"1\" and not ({filter} or c co \"z\")");
        }

        int[] expected = [.. Enumerable.Range(matches ? 0 : 100, 50)];
        foreach (int place in (int[])[0, 1, 20, 199])
        {
            IEnumerable<string> values = Enumerable.Range(0, 200).Select(i => i == place ? value : $"\"other{i}\"");
            Assert.Equal(expected, index.Match($$"""{"k":"1","b":[{{string.Join(',', values)}}]}"""));
        }
    }

    /// <summary>Equal values, however many, make neither a table nor a look at it slow; so this ends.</summary>
    [Fact]
    public void A_hundred_thousand_equal_values_are_no_trouble()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0,
            20_000).Select(key => Indexed.Subscription(key, $"k eq \"1\" and (b eq \"v{key}\" or b eq {key} or c co \"z\")")));
        string text = string.Join(',', Enumerable.Range(0, 50_000).Select(i => i % 2 == 0 ? "\"V7\"" : "\"v7\""));
        string number = string.Join(',', Enumerable.Range(0, 50_000).Select(i => i % 2 == 0 ? "8" : "8.0"));
        Assert.Equal([7, 8], index.Match($$"""{"k":"1","b":[{{text}},{{number}}]}"""));
    }

    [Fact]
    public void A_table_is_made_when_comparisons_have_cost_as_much()
    {
        const int count = 100;
        var slots = new EventSlots { Tables = new ValueTables() };
        for (int @event = 0; @event < 3; @event++)
        {
            slots.Reset(3);
            slots.Source.Clear();
            for (int i = 0; i < count; i++)
            {
                byte[] text = Encoding.UTF8.GetBytes($"v{i}");
                slots.Add(1, ValueKind.String, SlotFlags.HasValue, slots.Source.Append(text), text.Length);
            }

            for (int i = 0; i < 30; i++)
            {
                Term[] terms = [new Term(1, new Literal("w")), new Term(1, new Literal($"v{i}"))];
                Assert.False(EqualityOperations.Any<EqualText<ExactText>, ExactTextKey>(slots, terms, 0));
                Assert.Equal(i >= 7, slots.Tables.TryGet(1, ValueForm.ExactText, out ValueTable table));
                Assert.Equal(i >= 7 ? count - 1 : 0, table.Count);
                Assert.True(i < 7 || EqualityOperations.Any<EqualText<ExactText>, ExactTextKey>(slots, terms, 1));
            }

            Assert.False(slots.Tables.TryGet(1, ValueForm.FoldedText, out _));
            Assert.False(slots.Tables.TryGet(2, ValueForm.ExactText, out _));
        }
    }

    [Fact]
    public void Matching_allocates_nothing_once_warm_and_keeps_no_large_table()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, 200).Select(key => Indexed.Subscription(
            key,
            (key % 3) switch
            {
                0 => $"k eq \"1\" and (b eq \"v{key}\" or b eq \"w{key}\" or c co \"z\")",
                1 => $"k eq \"1\" and (b eq {key} or b eq true or c co \"z\")",
                _ => $"({List("k", 5, "")}) and ({List("b", 5, $"{key}_")})",
            },
            [.. Enumerable.Range(0, 30).Select(type => $"t{type + key}")])));
        byte[] wide = Encoding.UTF8.GetBytes(WideEvent(300));
        int[] buffer = new int[1_000];
        Assert.Equal(0, LeastAllocated(() => index.Match(wide, buffer)));

        byte[] large = Encoding.UTF8.GetBytes(WideEvent(200_000));
        index.Match(large, buffer);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 20; i++)
        {
            index.Match(large, buffer);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 << 20);
        Assert.Equal(0, LeastAllocated(() => index.Match(wide, buffer)));
        GC.KeepAlive(index);
    }

    private static long LeastAllocated(Action action)
    {
        long least = long.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static string WideEvent(int count)
    {
        string values = string.Join(',', Enumerable.Range(0, count).Select(i => i % 3 == 0 ? $"{i}.50" : $"\"u{i}\""));
        return $$"""{"type":["t60",{{values}}],"k":["k","1"],"b":[{{values}}]}""";
    }

    private static string List(string attribute, int count, string prefix) =>
        string.Join(" or ", Enumerable.Range(0, count).Select(i => $"{attribute} eq \"{prefix}{i}\""));

    private static string RandomFilter(Random random)
    {
        string key = $"k eq \"{random.Next(3)}\"";
        string one = Comparison(random);
        return random.Next(6) switch
        {
            0 => $"{key} and ({one} or c co \"zz\")",
            1 => $"{key} and ({string.Join(" or ", Enumerable.Range(0, random.Next(2, 40)).Select(_ => $"b eq {RandomText(
                random)}"))} or c co \"zz\")",
            2 => $"{key} and not ({one} or {Comparison(random)})",
            3 => $"({List("k", 5, "")}) and ({string.Join(" or ", Enumerable.Range(0, 5).Select(_ => Comparison(random)))})",
            4 => $"{key} and (({one} and {Comparison(random)}) or c sw \"zz\")",
            _ => $"{key} and ({one} or b ne {RandomText(random)})",
        };
    }

    private static string Comparison(Random random) => $"{(random.Next(4) == 0 ? "c" : "b")} eq {RandomValue(random)}";

    private static string RandomValue(Random random) => random.Next(8) switch
    {
        0 => (random.Next(200) / 4m).ToString(CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? "" : "e0"),
        1 => random.Next(400).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(40) == 0 ? "true" : "false",
        3 => $"\"2024-05-{random.Next(1, 29):00}T0{random.Next(4)}:00:00{(random.Next(2) == 0 ? "Z" : "+01:00")}\"",
        _ => RandomText(random),
    };

    private static string RandomText(Random random)
    {
        string text = _texts[random.Next(_texts.Length)]
            + (random.Next(8) == 0 ? "" : random.Next(600).ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(random.Next(2) == 0 ? text : text.ToUpperInvariant());
    }

    private static string Array(int count, Func<string> value) => $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => value()))}]";
}
