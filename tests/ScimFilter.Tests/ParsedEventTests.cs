using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFilter.Json;

namespace ScimFilter.Tests;

/// <summary>An element gives the answers of its document, whatever options the document was parsed with.</summary>
public class ParsedEventTests
{
    private static readonly JsonDocumentOptions _allowing =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 1000 };

    public static TheoryData<string, string, bool> Events() => new()
    {
        { "a eq 2", """{/*"a":2,*/"a":1}""", false },
        { "a eq 1", """{/*"a":2,*/"a":1}""", true },
        { "a eq 1", """{"a":/*c*/1}""", true },
        { "a eq null", """{"a":[/*x*/]}""", true },
        { "a eq 1", """{"a":[1,],}""", true },
        { "a eq 2", """{"a":[1 , 2 , ] , "b":{"c":1, }, }""", true },
        { "b[c eq 1]", """{"b":[{"c":1,},],}""", true },
        { "b pr", """{"b":{"c":null,/* "d":1 */},}""", false },
        { "b pr", """{"b":{"c":null,"d":1,}}""", true },
        { "a eq \"x\"", "{// \"a\":\"y\" }\n\"a\":\"x\"}// end", true },
        { "a eq \"/* y */,]\"", """{"b":"\\\"","a":"/* y */,]"}""", true },
        { "a co \"//\"", """{"a":"https://example.com/, }"}""", true },
        { "a eq \"x\"", """{"\u0061":"x","A":/*"*/"y"}""", true },
        { "a eq 1", """{"A":2,"a":1,/*'"*/}""", true },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Comments_and_trailing_commas_make_no_difference(string text, string json, bool expected)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        foreach (EventReading reading in Enum.GetValues<EventReading>())
        {
            for (int pad = 0; pad < 70; pad += 7)
            {
                // The odd part lies anywhere in a block, and in a part of a larger document.
                string padded = $"{{{new string(' ', pad)}{json[1..]}";
                using JsonDocument document = JsonDocument.Parse(padded, _allowing);
                using JsonDocument outer = JsonDocument.Parse($"[/*,*/{{\"x\":{json}\n}},]", _allowing);
                AssertAnswers(filter, document.RootElement, reading, expected);
                AssertAnswers(filter, outer.RootElement[0].GetProperty("x"), reading, expected);
            }
        }
    }

    [Fact]
    public void An_element_among_split_attributes_may_hold_comments()
    {
        using JsonDocument document = JsonDocument.Parse("""{"b":/*x*/1,"c":[1,],}""", _allowing);
        var attributes = new Dictionary<string, object?> { ["a"] = document.RootElement, ["d"] = new[] { document.RootElement } };
        Assert.True(FilterExpression.Parse("a.b eq 1 and a.c eq 1 and d[b eq 1]").Compile().Matches(attributes));
    }

    [Fact]
    public void Elements_of_other_origin_answer_alike()
    {
        FilterExpression filter = FilterExpression.Parse("a eq \"é\" and b.c eq 1 and d eq null");
        JsonElement serialized = JsonSerializer.SerializeToElement(new { a = "é", b = new[] { new { c = 1 } }, d = (string?)null });
        JsonElement node = new JsonObject { ["a"] = "é", ["b"] = new JsonObject { ["c"] = 1.0 } }.Deserialize<JsonElement>();
        AssertAnswers(filter, serialized, EventReading.Full, true);
        AssertAnswers(filter, node, EventReading.EarlyExit, true);
    }

    [Fact]
    public void A_deep_document_is_read_as_deep_as_it_is_asked_for()
    {
        string open = string.Concat(Enumerable.Repeat("{\"b\":[", 300));
        using JsonDocument document = JsonDocument.Parse($"{{\"x\":{open}1,{string.Concat(Enumerable.Repeat("]}", 300))},\"a\":1}}",
        _allowing);
        AssertAnswers(FilterExpression.Parse("a eq 1 and x pr"), document.RootElement, EventReading.Full, true);
    }

    /// <summary>The check costs plain text its masks and nothing else, so it must not take plain text for another one.</summary>
    [Theory]
    [InlineData("qlik-events.jsonl")]
    [InlineData("github-events.jsonl")]
    public void Plain_text_is_seen_to_be_plain(string file)
    {
        var plan = new ReadPlan([new SlotRequest("id", [EventPath.Parse("id")], SlotUse.Values)]);
        foreach (byte[] line in File.ReadLines(Support.PathOf(file)).Select(Encoding.UTF8.GetBytes))
        {
            var scanner = new EventScanner(
                line, plan, new Json.Slots.EventSlots(), new ReadLimits(EventReading.Full, int.MaxValue, 64), isParsed: true);
            Assert.Equal(ScanResult.Complete, scanner.Scan());
        }
    }

    private static void AssertAnswers(FilterExpression filter, JsonElement @event, EventReading reading, bool expected)
    {
        FilterCompiler compiler = Support.Compiler(reading: reading);
        CompiledFilter compiled = compiler.Compile(filter);
        var attributes = new EventAttributes(new EventLayout(compiled));
        attributes.Read(@event);
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { Compiler = compiler });
        index.Set(1, [], filter);
        using SubscriptionMatches<int> matches = index.Match(@event);
        Assert.Equal(
            (expected, expected, expected, expected ? 1 : 0),
            (compiled.Matches(@event), compiled.Matches(attributes), compiler.Explain(filter, @event).Holds, matches.Count));
    }
}
