using System.Text;
using System.Text.Json;

namespace ScimFilter.Tests;

/// <summary>The meaning, rule by rule.</summary>
public class EvaluationTests
{
    public static TheoryData<string, string, bool> Meanings(bool caseExact)
    {
        var data = new TheoryData<string, string, bool>();
        foreach ((string filter, string resource, _, bool expected) in
            EvaluationCases.Read("meaning.txt").Where(item => item.CaseExact == caseExact))
        {
            data.Add(filter, resource, expected);
        }

        return data;
    }

    [Fact]
    public void An_object_with_many_repeated_names_is_present_by_the_first_ones_only()
    {
        string repeated = string.Concat(Enumerable.Range(0, 40).Select(i => $",\"n{i % 20}\":{{\"x\":[{i}]}}"));
        string empty = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"n{i}\":{(i % 2 == 0 ? "null" : "\"\"")}"));
        Assert.False(Support.Matches("a pr", $"{{\"a\":{{{empty}{repeated}}}}}"));
        Assert.True(Support.Matches("a pr", $"{{\"a\":{{{empty}{repeated},\"last\":1}}}}"));
        Assert.False(Support.Matches("a pr", $"{{\"a\":[{{{empty}{repeated}}},{{\"b\":{{{empty}{repeated}}}}}]}}"));
    }

    [Fact]
    public void An_object_may_be_as_deep_as_it_likes_to_be_present_or_not()
    {
        string open = string.Concat(Enumerable.Repeat("{\"b\":null,\"a\":[", 20_000));
        string close = string.Concat(Enumerable.Repeat("]}", 20_000));
        Assert.False(Support.Matches("a pr", $"{{\"a\":{{\"b\":{open}{close}}}}}"));
        Assert.True(Support.Matches("a pr", $"{{\"a\":{{\"b\":{open}1{close}}}}}"));
    }

    [Fact]
    public void A_name_may_be_repeated_far_into_an_object_and_deep_inside()
    {
        string empty = string.Concat(Enumerable.Range(0, 200).Select(i => $"\"n{i}\":null,"));
        string open = string.Concat(Enumerable.Repeat("{\"b\":null,\"a\":", 200));
        string close = new('}', 200);
        Assert.False(Support.Matches("a pr", $"{{\"a\":{{{empty}\"n7\":1}}}}"));
        Assert.True(Support.Matches("a pr", $"{{\"a\":{{{empty}\"n7\":1,\"last\":1}}}}"));
        Assert.False(Support.Matches("a pr", $"{{\"a\":{{\"b\":{open}{{\"c\":null,\"c\":1}}{close}}}}}"));
        Assert.True(Support.Matches("a pr", $"{{\"a\":{{\"b\":{open}{{\"c\":null,\"d\":1}}{close}}}}}"));
    }

    [Theory]
    [MemberData(nameof(Meanings), false)]
    public void A_filter_means_what_it_says(string filter, string json, bool expected)
    {
        Assert.Equal(expected, Support.Matches(filter, json));
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        CompiledFilter generated = Support.Compiler(generation: CodeGeneration.Immediate, reading: EventReading.Strict)
            .Compile(FilterExpression.Parse(filter));
        Assert.Equal(expected, generated.Matches(utf8));
        Assert.Equal(expected, Support.Compiler(reading: EventReading.EarlyExit).Compile(FilterExpression.Parse(filter)).Matches(utf8));
        Assert.NotEqual(expected, Support.Matches($"not ({filter})", json));
    }

    [Theory]
    [MemberData(nameof(Meanings), true)]
    public void With_case_exact_it_means_that(string filter, string json, bool expected) =>
        Assert.Equal(expected, Support.Matches(filter, json, caseExact: true));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":\"x")]
    [InlineData("{\"a\":\"x\"")]
    [InlineData("{\"a\":[1")]
    [InlineData("{\"a\":[1;2]}")]
    [InlineData("{\"a\":nul}")]
    [InlineData("{\"a\":,\"b\":1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":[,]}")]
    [InlineData("{\"b\":{\"c\":1}")]
    [InlineData("{\"b\":[{\"c\":1}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{:1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("nope")]
    [InlineData("\ufeff{\"a\":1}")]
    public void What_is_cut_off_or_no_json_is_refused(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        foreach (EventReading reading in (EventReading[])[EventReading.Full, EventReading.Strict])
        {
            CompiledFilter compiled = Support.Compiler(reading: reading).Compile(FilterExpression.Parse("a eq 1 or a.b eq 1"));
            Assert.Throws<EventFormatException>(() => compiled.Matches(utf8));
        }
    }

    [Theory]
    [InlineData("{\"b\":nope,\"a\":1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"b\":\"\\q\",\"a\":1}")]
    public void Only_strict_reading_checks_what_nobody_asks_for(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        FilterExpression filter = FilterExpression.Parse("a eq 1");
        Assert.True(Support.Compiler().Compile(filter).Matches(utf8));
        Assert.Throws<EventFormatException>(() => Support.Compiler(reading: EventReading.Strict).Compile(filter).Matches(utf8));
    }

    [Fact]
    public void Strict_reading_refuses_what_is_not_utf8() =>
        Assert.Throws<EventFormatException>(() =>
            Support.Compiler(reading: EventReading.Strict).Compile(FilterExpression.Parse("a pr"))
                .Matches([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]));

    [Fact]
    public void Early_exit_does_not_look_behind_what_it_wants()
    {
        FilterExpression filter = FilterExpression.Parse("a[b eq 1] and c eq null");
        byte[] cutOff = [.. """{"c":null,"x":{"y":[1]},"a":[{"b":1}], cut"""u8];
        CompiledFilter compiled = Support.Compiler(reading: EventReading.EarlyExit).Compile(FilterExpression.Parse("a[b eq 1]"));
        Assert.True(compiled.Matches(cutOff));
        Assert.Throws<EventFormatException>(() => Support.Compiler().Compile(filter).Matches(cutOff));
    }

    [Fact]
    public void Split_attributes_may_hold_what_json_can()
    {
        var attributes = new Dictionary<string, object?>
        {
            ["text"] = "x", ["flag"] = true, ["none"] = null, ["small"] = (byte)1, ["int"] = -5, ["big"] = ulong.MaxValue, ["real"] = 1.5,
            ["single"] = 0.5f,
            ["exact"] = 1.10m, ["time"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)),
            ["utc"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["guid"] = Guid.Empty, ["list"] = new object?[] { 1, null, "two" }, ["data.status"] = "ok",
            ["nested"] = new Dictionary<string, object?> { ["a"] = 1 }, ["json"] = JsonDocument.Parse("""{"b":[1,2]}""").RootElement,
            ["items"] = new[] { new Dictionary<string, object?> { ["k"] = "a", ["v"] = 1 }, new Dictionary<string,
                object?> { ["k"] = "b", ["v"] = 2 } },
        };
        foreach (string filter in (string[])
            [
                "text eq \"X\"", "flag eq true", "none eq null", "small eq 1", "int lt 0", "big eq 18446744073709551615", "real eq 1.5",
                "single eq 0.5",
                "exact eq 1.1", "time eq \"2025-12-31T23:00:00Z\"", "utc eq \"2026-01-01T00:00:00Z\"",
                "guid eq \"00000000-0000-0000-0000-000000000000\"",
                "list eq \"two\"", "data.status eq \"ok\"", "DATA.STATUS eq \"ok\"", "nested.a eq 1", "json.b eq 2",
                "items[k eq \"b\" and v eq 2]", "items.v eq 1",
            ])
        {
            Assert.True(FilterExpression.Parse(filter).Compile().Matches(attributes), filter);
        }

        Assert.Throws<ArgumentException>(
            () => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = new object() }));
        Assert.Throws<ArgumentException>(
            () => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = double.NaN }));
        Assert.Throws<ArgumentException>(
            () => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = default(JsonElement) }));
        Assert.True(FilterExpression.Parse("a eq \"\ufffd\"").Compile().Matches(new Dictionary<string,
            object?>
        { ["a"] = JsonDocument.Parse("\"\\ud800\"").RootElement }));
        Assert.True(FilterExpression.Parse("a eq \"\ufffd\"").Compile().Matches(new Dictionary<string, object?> { ["a"] = "\ud800" }));
        Assert.Throws<ArgumentNullException>(
            () => FilterExpression.Parse("a pr").Compile().Matches((IReadOnlyDictionary<string, object?>)null!));
        var endless = new Dictionary<string, object?>();
        endless["a"] = new object[] { endless };
        Assert.Throws<EventFormatException>(() => FilterExpression.Parse("a pr").Compile().Matches(endless));
    }
}
