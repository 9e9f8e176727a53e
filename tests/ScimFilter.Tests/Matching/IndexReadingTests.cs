using System.Text;
using System.Text.Json;

namespace ScimFilter.Tests.Matching;

/// <summary>How an index reads events: in any order, as far as it was told to, and what it does with those that are no JSON.</summary>
public class IndexReadingTests
{
    private static readonly string _filler = string.Join(
        ",", Enumerable.Range(0, 30).Select(i => $$$"""
            "filler{{{i}}}":{"id":"no","deep":[{"status":"no"}]}
            """));

    public static TheoryData<string> Events =>
    [
        """{"data":{"status":"error","id":"d"},"spaceId":"s","tenantid":"n","id":"i","type":"t"}""",
        """{"tenantid":"n","id":"i","type":"t","spaceId":"s","data":{"id":"d","status":"error"}}""",
        """{"type":"t","tenantid":"n","data":{"status":"error"},"spaceId":"s","id":"i"}""",
        $$"""{"data":{{{_filler}},"status":"error"},{{_filler}},"id":"i","tenantid":"n","spaceId":"s","type":"t"}""",
        $$"""{ "spaceId" : "s" , {{_filler}} , "tenantid" : "n" , "id" : "i" , "data" : { "status" : "error" } , "type" : "t" }""",
        "{\n\t\"data\": {\n\t\t\"status\": \"error\"\n\t},\r\n\"tenantid\": \"n\", \"spaceId\": \"s\", \"id\": \"i\", \"type\": \"t\"\n}\n",
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Members_are_found_wherever_they_stand(string json)
    {
        foreach (EventReading reading in Enum.GetValues<EventReading>())
        {
            SubscriptionIndex<int> index = Indexed.Index(reading);
            index.Set(1, ["t"], FilterExpression.Parse("tenantid eq \"n\" and data.status eq \"error\""));
            index.Set(2, ["t"], FilterExpression.Parse("tenantid eq \"n\" and (id eq \"x\" or id eq \"i\" or spaceId eq \"q\")"));
            index.Set(3, ["u"], FilterExpression.Parse("tenantid eq \"n\" and data.status eq \"error\""));
            index.Set(4, [], FilterExpression.Parse("spaceId eq \"s\" and id ne \"x\""));
            index.Set(5, ["t"], FilterExpression.Parse("data.status ne \"error\""));
            index.Set(6, ["t"], FilterExpression.Parse("data[status eq \"error\"]"));
            Assert.Equal([1, 2, 4, 6], index.Match(json));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":\"x\"")]
    [InlineData("{\"a\":\"x}")]
    [InlineData("{\"a\":\"x\"]")]
    [InlineData("{\"a\":x}")]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"a\":\"x\"} {}")]
    public void An_event_that_is_no_json_is_refused_and_the_index_stays_usable(string json)
    {
        foreach (EventReading reading in (EventReading[])[EventReading.Full, EventReading.Strict])
        {
            SubscriptionIndex<int> index = Indexed.Index(reading);
            index.Set(1, "a eq \"x\" or b[c eq \"y\"]");
            for (int i = 0; i < 100; i++)
            {
                Assert.Throws<EventFormatException>(() => index.Match(Encoding.UTF8.GetBytes(json)).Count);
                Assert.Throws<EventFormatException>(() => index.Match(Encoding.UTF8.GetBytes(json), new int[1]));
                Assert.Throws<EventFormatException>(() => index.Match([Encoding.UTF8.GetBytes(json)], (_, _) => { }));
                Assert.Equal([1], index.Match("{\"a\":\"x\"}"));
            }
        }
    }

    [Fact]
    public void Those_before_the_bad_event_of_a_batch_may_be_told_and_the_next_batch_is_right()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"x\"");
        ReadOnlyMemory<byte> good = "{\"a\":\"x\"}"u8.ToArray();
        ReadOnlyMemory<byte> bad = "{\"a\":"u8.ToArray();
        for (int place = 0; place < 8; place++)
        {
            var told = new List<int>();
            ReadOnlyMemory<byte>[] events = [.. Enumerable.Range(0, 8).Select(i => i == place ? bad : good)];
            Assert.Throws<EventFormatException>(() => index.Match(events, (number, _) => told.Add(number)));
            Assert.Equal(Enumerable.Range(0, told.Count), told);
            Assert.True(told.Count <= place);
            told.Clear();
            index.Match([good, good], (number, _) => told.Add(number));
            Assert.Equal([0, 1], told);
        }
    }

    [Fact]
    public void What_a_batch_tells_may_ask_the_index_or_fail()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"x\"");
        index.Set(2, "a pr");
        ReadOnlyMemory<byte>[] events = [.. Enumerable.Repeat<ReadOnlyMemory<byte>>("{\"a\":\"x\"}"u8.ToArray(), 9)];
        var told = new List<(int Number, int Key)>();
        index.Match(events, (number, key) =>
        {
            told.Add((number, key));
            Assert.Equal([1, 2], index.Match("{\"a\":\"x\"}"));
        });
        Assert.Equal(Enumerable.Range(0, 9).SelectMany(number => new[] { (number, 1), (number, 2) }), told.Order());
        Assert.Throws<TimeoutException>(() => index.Match(events, (number, _) => throw new TimeoutException($"{number}")));
        Assert.Equal([1, 2], index.Match("{\"a\":\"x\"}"));
    }

    [Fact]
    public void An_early_exit_looks_no_further_than_what_is_asked_for()
    {
        SubscriptionIndex<int> index = Indexed.Index(EventReading.EarlyExit);
        index.Set(1, ["t"], FilterExpression.Parse("a eq \"x\" and b.c ne \"y\""));
        const string start = """{"type":"t","eventType":"u","a":"x","b":{"c":"z",""";
        Assert.Equal([1], index.Match(start + "\"d\":1}}"));
        Assert.Equal([1], index.Match(start + new string(' ', 5_000) + "here it ends"));
        Assert.Equal([1], index.Match(start + "\"c\":\"y\"},\"a\":\"other\"}"));
    }

    [Fact]
    public void An_early_exit_reads_on_while_something_may_still_come()
    {
        SubscriptionIndex<int> index = Indexed.Index(EventReading.EarlyExit);
        index.Set(1, ["t"], FilterExpression.Parse("a eq \"x\" and b.c ne \"y\""));
        string space = new(' ', 5_000);
        Assert.Empty(index.Match($$$"""{"type":"t","a":"x",{{{space}}}"b":{"c":"y"}}"""));
        Assert.Equal([1], index.Match($$"""{"a":"x","b":[{"c":"z"},{{space}}{"c":"w"}],"eventType":"u","type":"t"}"""));
        Assert.Empty(index.Match($$"""{"type":"t","a":"x","b":[{"c":"z"},{{space}}{"c":"y"}]}"""));
        Assert.Empty(index.Match($$$"""{"eventType":"t","A":"x",{{{space}}}"a":"z","b":{"c":"z"}}"""));
        Assert.Throws<EventFormatException>(() => index.Match(Encoding.UTF8.GetBytes($$"""{"type":"t","a":"x",{{space}}""")).Count);
    }

    [Theory]
    [InlineData("{\"a\":\"x\",\"b\":01}")]
    [InlineData("{\"a\":\"x\",}")]
    [InlineData("{\"a\":\"x\",\"b\":\"\\q\"}")]
    [InlineData("{\"a\":\"x\",\"b\":\"\u0001\"}")]
    [InlineData("{\"a\":\"x\",\"b\":nul}")]
    public void Strict_reading_refuses_what_a_full_one_skips(string json)
    {
        SubscriptionIndex<int> index = Indexed.Index(EventReading.Strict);
        index.Set(1, "a eq \"x\"");
        Assert.Throws<EventFormatException>(() => index.Match(Encoding.UTF8.GetBytes(json)).Count);
        SubscriptionIndex<int> full = Indexed.Index();
        full.Set(1, "a eq \"x\"");
        Assert.Equal([1], full.Match(json));
    }

    [Fact]
    public void Strict_reading_refuses_bytes_that_are_no_utf8()
    {
        SubscriptionIndex<int> index = Indexed.Index(EventReading.Strict);
        index.Set(1, "a eq \"x\"");
        byte[] json = [.. "{\"a\":\"x\",\"b\":\""u8, 0xff, .. "\"}"u8];
        Assert.Throws<EventFormatException>(() => index.Match(json).Count);
    }

    [Fact]
    public void An_event_beyond_a_limit_is_refused()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { MaxEventLength = 30, MaxEventDepth = 3 });
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { Compiler = compiler });
        index.Set(1, "a.b.c.d eq \"x\" or e eq \"y\"");
        Assert.Equal([1], index.Match("""{"e":"y"}"""));
        Assert.Throws<EventFormatException>(() => index.Match("""{"a":{"b":{"c":{"d":"x"}}}}"""u8).Count);
        Assert.Throws<EventFormatException>(() => index.Match("""{"e":"y","f":"0123456789012345678"}"""u8).Count);
        Assert.Equal([1], index.Match("""{"e":"y"}"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"a\":\"x\"}]")]
    [InlineData("\"x\"")]
    [InlineData("5")]
    [InlineData("null")]
    public void An_event_that_is_no_object_has_no_attributes(string json)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"x\"");
        index.Set(2, "a eq null");
        index.Set(3, ["t"], null);
        Assert.Equal([2], index.Match(json));
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal([2], Indexed.Sorted(index.Match(document.RootElement)));
    }

    [Fact]
    public void A_dictionary_gives_what_its_json_gives()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, ["t"], FilterExpression.Parse("data.status eq \"ok\" and n gt 4 and tags eq \"b\""));
        index.Set(2, ["t"], FilterExpression.Parse("n eq 5 and flag eq true and id ne \"q\""));
        index.Set(3, ["u"], null);
        var attributes = new Dictionary<string, object?>
        {
            ["type"] = "t",
            ["data.status"] = "OK",
            ["n"] = 5,
            ["flag"] = true,
            ["tags"] = new[] { "a", "b" },
        };
        Assert.Equal([1, 2], Indexed.Sorted(index.Match(attributes)));
        Assert.Throws<ArgumentException>(() => index.Match(new Dictionary<string, object?> { ["n"] = new Uri("urn:a:b") }).Count);
        Assert.Equal([1, 2], Indexed.Sorted(index.Match(attributes)));
    }
}
