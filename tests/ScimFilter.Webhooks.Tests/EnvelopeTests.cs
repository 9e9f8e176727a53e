using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Tests;

/// <summary>What an event says of itself, in each shape.</summary>
public class EnvelopeTests
{
    [Theory]
    [InlineData(Samples.Legacy, EventShape.Legacy)]
    [InlineData(Samples.CloudEvent, EventShape.CloudEvent)]
    public void Both_shapes_say_the_same(string text, EventShape shape)
    {
        Assert.True(EventEnvelope.TryRead(Samples.Utf8(text), out EventEnvelope? envelope, out _));
        Assert.Equal(
            new EventEnvelope
            {
                Shape = shape,
                Id = "e1",
                Type = Samples.Reload,
                Source = "com.qlik/engine",
                UserId = "u1",
                OwnerId = "u2",
                SpaceId = "s1",
                TopLevelResourceId = "app-1",
            },
            envelope);
    }

    [Fact]
    public void Of_an_event_in_both_shapes_the_cloud_event_counts()
    {
        const string text =
            """{"eventId":"old","eventType":"old.type","extensions":{"spaceId":"old"},"id":"new","type":"new.type","specversion":"1.0","spaceid":"new"}""";
        Assert.True(EventEnvelope.TryRead(Samples.Utf8(text), out EventEnvelope? envelope, out _));
        Assert.Equal((EventShape.Both, "new", "new.type", "new"), (envelope.Shape, envelope.Id, envelope.Type, envelope.SpaceId));
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"a","id":"b","type":"t"}""", "id")]
    [InlineData("""{"specversion":"1.0","id":"a","\u0069d":"a","type":"t"}""", "id")]
    [InlineData("""{"specversion":"1.0","specversion":"1.0","id":"a","type":"t"}""", "specversion")]
    [InlineData("""{"specversion":"1.0","id":"a","type":"t","x":1,"x":1}""", "x")]
    [InlineData("""{"specversion":"1.0","id":"a","type":"t","data":1,"data":2}""", "data")]
    [InlineData("""{"specversion":"1.0","id":"a","type":"t","data":{"a":{}},"d\u0061ta":{}}""", "data")]
    [InlineData("""{"specversion":"1.0","id":"a","type":"t","x":{"a":1,"b":{},"a":1}}""", "x")]
    [InlineData("""{"specversion":"1.0","id":"a","type":"t","x":[{"a":1},[{"a":1,"a":2}]]}""", "x")]
    [InlineData("""{"eventId":"a","eventId":"b","eventType":"t"}""", "eventId")]
    [InlineData("""{"eventId":"a","eventType":"t","extensions":{"spaceId":"s","spaceId":"s"}}""", "extensions")]
    [InlineData("""{"eventId":"a","eventType":"t","extensions":{},"extensions":{}}""", "extensions")]
    [InlineData("""{"eventId":"a","eventType":"t","Foo-Bar":{"a":1,"a":1}}""", "Foo-Bar")]
    public void A_member_that_stands_twice_is_a_fault(string text, string member)
    {
        Assert.False(EventEnvelope.TryRead(Samples.Utf8(text), out _, out EventFault? fault));
        Assert.Equal(member, fault.Member);
        Assert.Contains("stands twice", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","data":{"a":{"b":1,"b":2},"a":1}""")]
    [InlineData(""","data":[{"id":1,"id":2}],"x":[{"a":1},{"a":1}],"y":{"a":{"a":{"a":1}},"b":{"a":1}}""")]
    public void Members_of_data_are_the_producers_own(string rest) =>
        Assert.True(EventEnvelope.TryRead(Samples.Event("e", "t", rest), out _, out EventFault? fault), fault?.Message);

    [Theory]
    [InlineData(""" "data":1,"data_base64":"AA==" """, "data_base64")]
    [InlineData(""" "data_base64":"AA==","data":null""", "data_base64")]
    [InlineData(""" "data_base64":"A*EC" """, "data_base64")]
    [InlineData(""" "data_base64":"AAE" """, "data_base64")]
    [InlineData(""" "data_base64":"AA==\n" """, "data_base64")]
    [InlineData(""" "data_base64":"A A A A" """, "data_base64")]
    [InlineData(""" "data_base64":"_-8=" """, "data_base64")]
    [InlineData(""" "data_base64":7""", "data_base64")]
    [InlineData(""" "data_base64":{}""", "data_base64")]
    [InlineData(""" "foo-bar":1""", "foo-bar")]
    [InlineData(""" "foo_bar":1""", "foo_bar")]
    [InlineData(""" "a.b":1""", "a.b")]
    [InlineData(""" "":1""", "")]
    [InlineData(""" "f\u00fcr":1""", "f\u00fcr")]
    public void What_CloudEvents_forbid_is_a_fault_wherever_it_stands(string rest, string member)
    {
        string[] texts =
            ["{\"specversion\":\"1.0\",\"id\":\"a\",\"type\":\"t\"," + rest + "}",
                "{" + rest + ",\"type\":\"t\",\"id\":\"a\",\"specversion\":\"1.0\"}"];
        foreach (string text in texts)
        {
            Assert.False(EventEnvelope.TryRead(Samples.Utf8(text), out _, out EventFault? fault));
            Assert.Equal(member, fault.Member);
        }
    }

    [Theory]
    [InlineData(""","data_base64":"" """)]
    [InlineData(""","data_base64":"AA\/\u002b" """)]
    [InlineData(""","data_base64":"AAEC" """)]
    [InlineData(""","averylongnameofanattribute2":1""")]
    [InlineData(""","spaceId":"s","eventId":"e","Foo":1""")]
    public void What_CloudEvents_allow_is_taken_and_names_in_any_case(string rest) =>
        Assert.True(EventEnvelope.TryRead(Samples.Event("e", "t", rest), out _, out EventFault? fault), fault?.Message);

    [Theory]
    [InlineData("""{"eventId":"a","eventType":"t","foo-bar":1,"":2,"data":1,"data_base64":"*"}""", EventShape.Legacy)]
    [InlineData("""{"eventId":"a","eventType":"t","eventTime":"x","contentType":"x","cloudEventsVersion":"0.1","eventTypeVersion":"1","spaceId":"s","extensions":{"Foo-Bar":1},"specversion":"1.0","id":"a","type":"t"}""", EventShape.Both)]
    public void The_legacy_form_has_names_of_its_own(string text, EventShape shape)
    {
        Assert.True(EventEnvelope.TryRead(Samples.Utf8(text), out EventEnvelope? envelope, out EventFault? fault), fault?.Message);
        Assert.Equal(shape, envelope.Shape);
    }

    [Theory]
    [InlineData("foo-bar")]
    [InlineData("foo_bar")]
    public void An_event_in_both_shapes_has_the_names_of_both_and_no_others(string name)
    {
        string text = $$"""{"eventId":"a","eventType":"t","{{name}}":1,"specversion":"1.0","id":"a","type":"t"}""";
        Assert.False(EventEnvelope.TryRead(Samples.Utf8(text), out _, out EventFault? fault));
        Assert.Equal(name, fault.Member);
    }

    [Fact]
    public void A_long_name_is_shortened_where_it_is_told()
    {
        string text = $$"""{"specversion":"1.0","id":"a","type":"t","{{new string('-', 100_000)}}":1}""";
        Assert.False(EventEnvelope.TryRead(Samples.Utf8(text), out _, out EventFault? fault));
        Assert.InRange(fault.Member!.Length + fault.Message.Length, 1, 300);
    }

    [Fact]
    public void Every_sample_event_is_read()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "qlik-events.jsonl"));
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(EventEnvelope.TryRead(Samples.Utf8(line), out _, out EventFault? fault), fault?.Message));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData("{} {}", null)]
    [InlineData("""{"specversion":"1.0","id":"a","type":"\ud800"}""", "type")]
    [InlineData("{}", "specversion")]
    [InlineData("""{"specversion":"0.3","id":"a","type":"t"}""", "specversion")]
    [InlineData("""{"specversion":1.0,"id":"a","type":"t"}""", "specversion")]
    [InlineData("""{"specversion":"1.0","type":"t"}""", "id")]
    [InlineData("""{"specversion":"1.0","id":"","type":"t"}""", "id")]
    [InlineData("""{"specversion":"1.0","id":7,"type":"t"}""", "id")]
    [InlineData("""{"specversion":"1.0","id":"a"}""", "type")]
    [InlineData("""{"eventType":"t"}""", "eventId")]
    public void What_is_no_event_has_a_fault_with_the_member(string text, string? member)
    {
        Assert.False(EventEnvelope.TryRead(Samples.Utf8(text), out _, out EventFault? fault));
        Assert.Equal(member, fault.Member);
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_no_event()
    {
        byte[] bytes = [.. """{"specversion":"1.0","id":"a","type":"t","data":{"x":" """u8, 0xFF, .. "\"}}"u8];
        Assert.False(EventEnvelope.TryRead(bytes, out _, out EventFault? fault));
        Assert.Contains("UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_event_is_a_fault_and_not_an_overflow()
    {
        string deep = $$"""{"specversion":"1.0","id":"a","type":"t","data":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";
        Assert.False(EventEnvelope.TryRead(Samples.Utf8(deep), out _, out _));
    }

    [Theory]
    [InlineData(EventEnvelope.MaxDepth, true)]
    [InlineData(EventEnvelope.MaxDepth + 1, false)]
    public void The_depth_limit_counts_the_event_itself(int depth, bool accepted)
    {
        foreach ((char open, char close, string inner) in ((char, char, string)[])[('[', ']', ""), ('{', '}', "\"a\":")])
        {
            string data = string.Concat(Enumerable.Repeat(inner.Length == 0 ? $"{open}" : $"{open}{inner}", depth - 2)) + "[]"
                + new string(close, depth - 2);
            byte[] text = Samples.Event("e", "t", $",\"data\":{data}");
            Assert.Equal(accepted, EventEnvelope.TryRead(text, out _, out EventFault? fault));
            Assert.Equal(!accepted, fault?.Message.Contains("64 objects and arrays", StringComparison.Ordinal) == true);
        }
    }

    [Theory]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"x":"\udc00\ud800"}""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""[[{"x":["a","b\uDBFFc"]}]]""")]
    public void Half_a_surrogate_pair_anywhere_is_a_fault(string data)
    {
        Assert.False(EventEnvelope.TryRead(Samples.Event("e", "t", $",\"data\":{data}"), out _, out EventFault? fault));
        Assert.Contains("surrogate pair", fault.Message, StringComparison.Ordinal);
        Assert.False(EventEnvelope.TryRead(Samples.Event("e", "t", $",\"extensions\":{data}"), out _, out _));
    }

    [Fact]
    public void Whole_surrogate_pairs_and_other_escapes_are_text() =>
        Assert.True(EventEnvelope.TryRead(Samples.Event("e", "t", """, "data":{"\uD83D\uDE00":"\ud83d\ude00 \u0000\n\\ud800 \ufffe"}"""),
            out _, out _));

    [Fact]
    public void A_source_is_bounded()
    {
        byte[] text = Samples.Utf8(
            $$"""{"specversion":"1.0","id":"e","type":"t","source":"{{new string('s', EventEnvelope.MaxNameLength + 1)}}"}""");
        Assert.False(EventEnvelope.TryRead(text, out _, out EventFault? fault));
        Assert.Equal("source", fault.Member);
    }

    [Fact]
    public void A_name_that_is_too_long_is_a_fault()
    {
        Assert.True(EventEnvelope.TryRead(Samples.Event(new string('i', EventEnvelope.MaxNameLength), "t"), out _, out _));
        Assert.False(
            EventEnvelope.TryRead(Samples.Event(new string('i', EventEnvelope.MaxNameLength + 1), "t"), out _, out EventFault? fault));
        Assert.Equal("id", fault.Member);
    }
}
