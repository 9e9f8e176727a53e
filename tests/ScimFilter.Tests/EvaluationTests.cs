using System.Text;
using System.Text.Json;

namespace ScimFilter.Tests;

/// <summary>The meaning, rule by rule.</summary>
public class EvaluationTests
{
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
    [InlineData("a eq null", "{}", true)]
    [InlineData("a eq null", """{"a":null}""", true)]
    [InlineData("a eq null", """{"a":[]}""", true)]
    [InlineData("a eq null", """{"a":[null,[],[null]]}""", true)]
    [InlineData("a eq null", """{"a":[null,1]}""", false)]
    [InlineData("a eq null", """{"a":""}""", false)]
    [InlineData("a eq null", """{"a":{}}""", false)]
    [InlineData("a ne null", """{"a":{"b":1}}""", true)]
    [InlineData("a.b eq null", """{"a":5}""", true)]
    [InlineData("a pr", """{"a":""}""", false)]
    [InlineData("a pr", """{"a":{}}""", false)]
    [InlineData("a pr", """{"a":{ }}""", false)]
    [InlineData("a pr", """{"a":{"b":null}}""", false)]
    [InlineData("a pr", """{"a":{"b" : null , "c":""}}""", false)]
    [InlineData("a pr", """{"a":{"b":{"c":null}}}""", false)]
    [InlineData("a pr", """{"a":{"b":[{"c":[]},{}, [""]]}}""", false)]
    [InlineData("a pr", """{"a":[{"b":""},{"b":null}]}""", false)]
    [InlineData("a pr", """{"a":[{"b":""},{"b":0}]}""", true)]
    [InlineData("a pr", """{"a":{"b":null,"c":{"d":["",false]}}}""", true)]
    [InlineData("a pr", """{"a":{"":null,"b\"c":" "}}""", true)]
    [InlineData("a pr", """{"a":{"b":null,"b":1}}""", false)]
    [InlineData("a pr", """{"a":{"b":null,"\u0062":1}}""", false)]
    [InlineData("a pr", """{"a":{"b":null,"B":1}}""", true)]
    [InlineData("a pr", """{"a":{"b":null,"b":{"c":1},"d":{"b":1}}}""", true)]
    [InlineData("a pr", """{"a":{"x":[{"b":"","b":[1]},{"b":1}],"x":1}}""", true)]
    [InlineData("a pr", """{"a":{"x":[{"b":"","b":[1]}],"x":1}}""", false)]
    [InlineData("a[b pr]", """{"a":[{"b":{"c":null}},{"b":[{"c":""}]}]}""", false)]
    [InlineData("a[value pr]", """{"a":["",{"value":{"b":null}}]}""", false)]
    [InlineData("a ne null", """{"a":{"b":null}}""", true)]
    [InlineData("a pr", """{"a":[null,"",{},[{}]]}""", false)]
    [InlineData("a pr", """{"a":[null,"",false]}""", true)]
    [InlineData("a pr", """{"a":0}""", true)]
    [InlineData("a ne 1", """{"a":[1,2]}""", false)]
    [InlineData("a ne 1", "{}", true)]
    [InlineData("a eq \"5\"", """{"a":5}""", false)]
    [InlineData("a eq \"true\"", """{"a":true}""", false)]
    [InlineData("a eq true", """{"a":[false,true]}""", true)]
    [InlineData("a eq false", """{"a":[true]}""", false)]
    [InlineData("a eq 1", """{"a":[[["x"],[1.0]]]}""", true)]
    [InlineData("a.b.c eq 1", """{"a":[{"b":[{"c":2},{"c":[1]}]}]}""", true)]
    [InlineData("a co \"\"", """{"a":"x"}""", true)]
    [InlineData("a co \"\"", """{"a":1}""", false)]
    [InlineData("a sw \"Ä\"", """{"a":"äx"}""", true)]
    [InlineData("a ew \"Ä\"", """{"a":"xä"}""", true)]
    [InlineData("a co \"Ä\"", """{"a":"xäy"}""", true)]
    [InlineData("a eq \"Ä\"", """{"a":"ä"}""", true)]
    [InlineData("a eq \"k\"", """{"a":"\u212a"}""", false)]
    [InlineData("a eq \"straße\"", """{"a":"STRASSE"}""", false)]
    [InlineData("a eq \"😀\"", """{"a":"\ud83d\ude00"}""", true)]
    [InlineData("a eq \"\ufffd\"", """{"a":"\ud83d"}""", true)]
    [InlineData("a gt \"a\"", """{"a":"B"}""", true)]
    [InlineData("a gt \"\uffff\"", """{"a":"😀"}""", false)]
    [InlineData("a lt \"_\"", """{"a":"a"}""", true)]
    [InlineData("a gt \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01T00:00:00.000000000001Z"}""", true)]
    [InlineData("a eq \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01t01:00:00.000+01:00"}""", true)]
    [InlineData("a eq \"2017-01-01T00:00:00Z\"", """{"a":"2016-12-31T23:59:60z"}""", true)]
    [InlineData("a ge \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01"}""", false)]
    [InlineData("a sw \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01T00:00:00Zx"}""", true)]
    [InlineData("a gt \"0000-02-29T00:00:00Z\"", """{"a":"0000-02-28T23:59:59-00:01"}""", true)]
    [InlineData("a[b eq 1 and c eq 2]", """{"a":[{"b":1,"c":3},{"b":0,"c":2}]}""", false)]
    [InlineData("a[b eq 1 and c eq 2]", """{"a":{"b":1,"c":2}}""", true)]
    [InlineData("a[not (b eq 1)]", """{"a":[{"b":1},{"c":1}]}""", true)]
    [InlineData("a[not (b eq 1)]", "{}", false)]
    [InlineData("a[not (b eq 1)]", """{"a":[null]}""", false)]
    [InlineData("a[value eq \"x\"]", """{"a":["y","x"]}""", true)]
    [InlineData("a[VALUE eq 1 and b eq null]", """{"a":1}""", true)]
    [InlineData("a[value eq true]", """{"a":[[true]]}""", true)]
    [InlineData("a.b[c eq 1]", """{"a":[{"b":{"c":2}},{"b":[{"c":1}]}]}""", true)]
    [InlineData("a eq \"x\"", """{"a":{"value":"x"}}""", true)]
    [InlineData("a eq \"x\"", """{"a":[{"value":["y","x"]}]}""", true)]
    [InlineData("a eq \"x\"", """{"a":{"value":{"value":"x"}}}""", false)]
    [InlineData("urn:x:y:a eq 1", """{"URN:X:Y":{"a":1}}""", true)]
    [InlineData("urn:x:y:a eq 1", """{"a":1}""", false)]
    [InlineData("URN:IETF:params:scim:schemas:core:2.0:User:a eq 1", """{"a":1}""", true)]
    [InlineData("a eq 1", """{"A":2,"a":1}""", true)]
    [InlineData("a eq 1", """{"a":1,"A":2}""", true)]
    [InlineData("a eq 2", """{"A":2,"a":1}""", false)]
    [InlineData("ab eq 1", """{"AB":1,"Ab":2}""", true)]
    [InlineData("a eq 1", """{"a":1,"a":2}""", true)]
    [InlineData("a eq 2", """{"a":1,"a":2}""", false)]
    [InlineData("a eq null", """{"a":null,"A":1}""", true)]
    [InlineData("a eq 1 and A eq 2", """{"a":1,"A":2}""", true)]
    [InlineData("a.x eq 1 and A.x eq 1", """{"a":{"x":1}}""", true)]
    [InlineData("$ref eq \"x\" and a_b-c eq 1", """{"$ref":"x","a_b-c":1}""", true)]
    [InlineData("ab eq 1", """{"\u0061b":1}""", true)]
    [InlineData("ab eq \"\\\"\\\\/\\b\\f\\n\\r\\t\"", """{"ab":"\"\\\/\b\f\n\r\t"}""", true)]
    [InlineData("a eq 1", "[1]", false)]
    [InlineData("a eq null", "\"a\"", true)]
    [InlineData("a eq null", " 5 ", true)]
    [InlineData("a eq \"x\" or a eq \"y\" or a eq \"z\" or a eq \"u\" or a eq \"v\"", """{"a":"V"}""", true)]
    [InlineData("a eq \"x\" or a eq \"y\" or a eq \"z\" or a eq \"u\" or a eq \"ä\"", """{"a":"Ä"}""", true)]
    [InlineData("a ne \"x\" and a ne \"y\"", """{"a":["q","y"]}""", false)]
    [InlineData("a ne \"x\" and a ne \"y\" and b eq 1", """{"a":"z","b":1}""", true)]
    [InlineData("a eq \"x\" or a eq \"y\"", """{"a":"Y"}""", true)]
    [InlineData("a eq \"1\" or a eq \"2\"", """{"a":1}""", false)]
    [InlineData("a eq \"x\" or a eq \"y\" or b eq \"z\"", """{"b":"x","a":"z"}""", false)]
    [InlineData("a eq \"x\" or a eq \"y\" or b eq \"z\"", """{"b":"z"}""", true)]
    [InlineData("a eq \"x\" or a ne \"y\"", """{"a":"y"}""", false)]
    [InlineData("a eq \"x\" and a eq \"y\"", """{"a":["y","x"]}""", true)]
    [InlineData("a eq \"x\" and a eq \"y\"", """{"a":"x"}""", false)]
    [InlineData("a gt \"2020-01-01T00:00:00Z\"", """{"a":"2021"}""", true)]
    [InlineData("a eq null", """{"a":[{},"x"]}""", false)]
    [InlineData("a eq null", """{"a":[{},1]}""", false)]
    [InlineData("a pr", """{"a":[{"b":1},"x"]}""", true)]
    [InlineData("a co \"1\"", """{"a":1}""", false)]
    [InlineData("a sw \"1\"", """{"a":1}""", false)]
    [InlineData("a ew \"1\"", """{"a":[1,true]}""", false)]
    [InlineData("a gt \"0\"", """{"a":5}""", false)]
    [InlineData("a gt 0", """{"a":"5"}""", false)]
    [InlineData("a le \"x\"", """{"a":{"b":"a"}}""", false)]
    [InlineData("a ge \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01T00:00:00Z"}""", true)]
    [InlineData("a lt \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01T00:00:00+00:01"}""", true)]
    [InlineData("a gt \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01 and later"}""", false)]
    public void A_filter_means_what_it_says(string filter, string json, bool expected)
    {
        Assert.Equal(expected, Support.Matches(filter, json));
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        CompiledFilter generated = Support.Compiler(generation: CodeGeneration.Immediate, reading: EventReading.Strict).Compile(FilterExpression.Parse(filter));
        Assert.Equal(expected, generated.Matches(utf8));
        Assert.Equal(expected, Support.Compiler(reading: EventReading.EarlyExit).Compile(FilterExpression.Parse(filter)).Matches(utf8));
        Assert.NotEqual(expected, Support.Matches($"not ({filter})", json));
    }

    [Theory]
    [InlineData("a eq \"X\"", """{"a":"x"}""", false)]
    [InlineData("a co \"X\"", """{"a":"x"}""", false)]
    [InlineData("a sw \"X\"", """{"a":"x"}""", false)]
    [InlineData("a ew \"X\"", """{"a":"x"}""", false)]
    [InlineData("a gt \"a\"", """{"a":"B"}""", false)]
    [InlineData("a gt \"\uffff\"", """{"a":"😀"}""", false)]
    [InlineData("a lt \"\ue000\"", """{"a":"😀"}""", true)]
    [InlineData("a gt \"\ud7ff\"", """{"a":"😀"}""", true)]
    [InlineData("a ge \"ab\"", """{"a":"a"}""", false)]
    [InlineData("a le \"ab\"", """{"a":"a"}""", true)]
    [InlineData("a eq \"2020-01-01T00:00:00Z\"", """{"a":"2020-01-01T01:00:00+01:00"}""", true)]
    [InlineData("a eq \"x\" or a eq \"y\"", """{"a":"Y"}""", false)]
    [InlineData("a eq \"1\" or a eq \"2\" or a eq \"3\" or a eq \"4\" or a eq \"5\"", """{"a":"5"}""", true)]
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
            Support.Compiler(reading: EventReading.Strict).Compile(FilterExpression.Parse("a pr")).Matches([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]));

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
            ["text"] = "x", ["flag"] = true, ["none"] = null, ["small"] = (byte)1, ["int"] = -5, ["big"] = ulong.MaxValue, ["real"] = 1.5, ["single"] = 0.5f,
            ["exact"] = 1.10m, ["time"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), ["utc"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["guid"] = Guid.Empty, ["list"] = new object?[] { 1, null, "two" }, ["data.status"] = "ok",
            ["nested"] = new Dictionary<string, object?> { ["a"] = 1 }, ["json"] = JsonDocument.Parse("""{"b":[1,2]}""").RootElement,
            ["items"] = new[] { new Dictionary<string, object?> { ["k"] = "a", ["v"] = 1 }, new Dictionary<string, object?> { ["k"] = "b", ["v"] = 2 } },
        };
        foreach (string filter in (string[])
            [
                "text eq \"X\"", "flag eq true", "none eq null", "small eq 1", "int lt 0", "big eq 18446744073709551615", "real eq 1.5", "single eq 0.5",
                "exact eq 1.1", "time eq \"2025-12-31T23:00:00Z\"", "utc eq \"2026-01-01T00:00:00Z\"", "guid eq \"00000000-0000-0000-0000-000000000000\"",
                "list eq \"two\"", "data.status eq \"ok\"", "DATA.STATUS eq \"ok\"", "nested.a eq 1", "json.b eq 2", "items[k eq \"b\" and v eq 2]", "items.v eq 1",
            ])
        {
            Assert.True(FilterExpression.Parse(filter).Compile().Matches(attributes), filter);
        }

        Assert.Throws<ArgumentException>(() => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = new object() }));
        Assert.Throws<ArgumentException>(() => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = double.NaN }));
        Assert.Throws<ArgumentException>(() => FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = default(JsonElement) }));
        Assert.True(FilterExpression.Parse("a eq \"\ufffd\"").Compile().Matches(new Dictionary<string, object?> { ["a"] = JsonDocument.Parse("\"\\ud800\"").RootElement }));
        Assert.True(FilterExpression.Parse("a eq \"\ufffd\"").Compile().Matches(new Dictionary<string, object?> { ["a"] = "\ud800" }));
        Assert.Throws<ArgumentNullException>(() => FilterExpression.Parse("a pr").Compile().Matches((IReadOnlyDictionary<string, object?>)null!));
        var endless = new Dictionary<string, object?>();
        endless["a"] = new object[] { endless };
        Assert.Throws<EventFormatException>(() => FilterExpression.Parse("a pr").Compile().Matches(endless));
    }
}
