using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Events come in, in every form.</summary>
public sealed class EventIntakeTests : IAsyncLifetime
{
    private const string Path = "/api/v1/events";
    private const string Legacy = """{"eventId":"l1","eventType":"com.qlik.v1.app.created","extensions":{"spaceId":"s1"},"data":{}}""";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_event_in_each_shape_is_stored_with_its_bytes()
    {
        string both = """{"eventId":"b1","eventType":"t","id":"b1","type":"t","specversion":"1.0"}""";
        foreach ((string body, string type) in ((string, string)[])
            [(TestServer.Event("c1"), "application/cloudevents+json"), (TestServer.Event("c2"), "application/json"),
                (Legacy, "application/json"), (both, "application/json")])
        {
            Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, body, type);
            Assert.Equal((202, """{"accepted":1,"duplicates":0}"""), (answer.Status, answer.Text));
        }

        StoredEvent[] stored = await RecentAsync();
        Assert.Equal(
            [EventShape.Both, EventShape.Legacy, EventShape.CloudEvent, EventShape.CloudEvent], stored.Select(e => e.Content.Shape));
        Assert.Equal(
            [both, Legacy, TestServer.Event("c2"), TestServer.Event("c1")],
            stored.Select(e => Encoding.UTF8.GetString(e.Content.Body.Span)));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/cloudevents-batch+json")]
    public async Task A_batch_is_stored_as_a_whole_without_what_is_known(string type)
    {
        string batch = $" [ {TestServer.Event("e1")} ,{Legacy}, {TestServer.Event("e1")} ]";
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, batch, type);
        Assert.Equal((202, """{"accepted":2,"duplicates":1}"""), (answer.Status, answer.Text));
        Assert.Equal("""{"accepted":0,"duplicates":3}""", (await _server.SendAsync(TestServer.Admin, "POST", Path, batch, type)).Text);
        Assert.Equal([Legacy, TestServer.Event("e1")], (await RecentAsync()).Select(e => Encoding.UTF8.GetString(e.Content.Body.Span)));
    }

    [Fact]
    public async Task The_same_identifier_of_another_tenant_is_another_event()
    {
        Assert.Equal(202, (await _server.SendAsync(TestServer.Admin, "POST", Path, TestServer.Event("e1"))).Status);
        Answer answer = await _server.SendAsync(TestServer.Foreign, "POST", Path, TestServer.Event("e1"));
        Assert.Equal(1, answer["accepted"].GetInt32());
    }

    [Fact]
    public async Task The_same_identifier_of_another_source_is_another_event()
    {
        foreach (string source in (string[])["orders", "invoices"])
        {
            string body = TestServer.Event("e1").Replace("\"s\"", $"\"{source}\"", StringComparison.Ordinal);
            Assert.Equal("""{"accepted":1,"duplicates":0}""", (await _server.SendAsync(TestServer.Admin, "POST", Path, body)).Text);
            Assert.Equal("""{"accepted":0,"duplicates":1}""", (await _server.SendAsync(TestServer.Admin, "POST", Path, body)).Text);
        }
    }

    [Theory]
    [InlineData(62, 202)]
    [InlineData(63, 202)]
    [InlineData(64, 400)]
    [InlineData(10_000, 400)]
    public async Task Depth_is_limited_alike_for_one_event_and_in_a_batch(int depth, int status)
    {
        string one = TestServer.Event("e1", $",\"data\":{new string('[', depth)}{new string(']', depth)}");
        Assert.Equal(status, (await _server.SendAsync(TestServer.Admin, "POST", Path, one)).Status);
        Assert.Equal(status, (await _server.SendAsync(TestServer.Admin, "POST", Path, $"[{one}]")).Status);
        int check = status == 202 ? 200 : 400;
        Assert.Equal(check, (await _server.SendAsync(TestServer.Admin, "POST", "/api/v1/webhooks/event-checks", one)).Status);
        string filterCheck = $$"""{"filter":"id eq \"x\"","events":[{{one}}]}""";
        Assert.Equal(check, (await _server.SendAsync(TestServer.Admin, "POST", "/api/v1/webhooks/filter-checks", filterCheck)).Status);
    }

    [Theory]
    [InlineData("application/json", """{"a": 1}""", "\"data\":{\"a\": 1}")]
    [InlineData("application/vnd.x+json", "5", "\"data\":5")]
    [InlineData("text/plain", "hello", "\"data\":\"hello\"")]
    [InlineData("application/octet-stream", "hello", "\"data_base64\":\"aGVsbG8=\"")]
    [InlineData("application/json", "", null)]
    public async Task An_event_in_binary_mode_is_kept_in_structured_form(string type, string data, string? expected)
    {
        using HttpClient client = _server.Client(TestServer.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(data)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach ((string name, string value) in
            ((string, string)[])[("ce-specversion", "1.0"), ("ce-id", "b%201"), ("ce-type", "t"), ("CE-SpaceId", "s1")])
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(202, (int)response.StatusCode);
        StoredEvent stored = (await RecentAsync()).Single();
        Assert.Equal(("b 1", "t", EventShape.CloudEvent), (stored.Content.Id, stored.Content.Type, stored.Content.Shape));
        string text = Encoding.UTF8.GetString(stored.Content.Body.Span);
        Assert.Contains("\"spaceid\":\"s1\"", text, StringComparison.Ordinal);
        Assert.Equal(
            expected is not null,
            text.Contains("\"data", StringComparison.Ordinal) && text.Contains(expected ?? "\"data\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "68E96C6C6F", "\"data\":\"h\\u00E9llo\"")]
    [InlineData("text/plain; charset=\"ISO-8859-1\"", "68E9", "\"data\":\"h\\u00E9\"")]
    [InlineData("text/plain; charset=windows-1252", "80", "\"data\":\"\\u20AC\"")]
    [InlineData("text/plain; charset=utf-16", "FFFE68006900", "\"data\":\"hi\"")]
    [InlineData("text/plain; charset=utf-16", "00680069", "\"data\":\"hi\"")]
    [InlineData("text/plain; charset=utf-16le", "68006900", "\"data\":\"hi\"")]
    [InlineData("text/plain; charset=shift_jis", "82A0", "\"data\":\"\\u3042\"")]
    [InlineData("text/plain; charset=utf-8", "EFBBBF6869", "\"data\":\"hi\"")]
    [InlineData("application/json; charset=utf-16be", "007B007D", "\"data\":{}")]
    [InlineData("application/json; charset=iso-8859-1", "22E922", "\"data\":\"\u00e9\"")]
    public async Task Text_of_an_event_in_binary_mode_is_read_in_its_charset(string type, string bytes, string expected)
    {
        Assert.Equal(202, (await SendBinaryAsync(type, Convert.FromHexString(bytes))).Status);
        string text = Encoding.UTF8.GetString((await RecentAsync()).Single().Content.Body.Span);
        Assert.Contains(expected, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("text/plain; charset=nonsense", "68", 415, "HTTP-415")]
    [InlineData("application/json; charset=nonsense", "7B7D", 415, "HTTP-415")]
    [InlineData("text/plain; charset=utf-7", "68", 415, "HTTP-415")]
    [InlineData("text/plain", "E9", 400, "WEBHOOKS-17")]
    [InlineData("text/plain; charset=utf-8", "E9", 400, "WEBHOOKS-17")]
    [InlineData("text/plain; charset=us-ascii", "E9", 400, "WEBHOOKS-17")]
    [InlineData("text/plain; charset=utf-16le", "6800D8", 400, "WEBHOOKS-17")]
    public async Task Text_that_cannot_be_read_is_refused(string type, string bytes, int status, string code)
    {
        Answer answer = await SendBinaryAsync(type, Convert.FromHexString(bytes));
        Assert.Equal(
            (status, code, "Content-Type"), (answer.Status, answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
        Assert.Empty(await RecentAsync());
    }

    [Theory]
    [InlineData("caf%C3%A9", "caf\u00e9")]
    [InlineData("caf%c3%a9", "caf\u00e9")]
    [InlineData("%F0%9F%98%80", "\ud83d\ude00")]
    [InlineData("%25", "%")]
    [InlineData("%2525", "%25")]
    [InlineData("100%", "100%")]
    [InlineData("a%zz", "a%zz")]
    [InlineData("\"quoted \\\" text\"", "quoted \" text")]
    [InlineData("\"a%20b\"", "a b")]
    [InlineData("%22a%22", "\"a\"")]
    [InlineData("%ff", null)]
    [InlineData("%C3", null)]
    [InlineData("%ED%A0%80", null)]
    public async Task Attributes_in_headers_are_percent_encoded_UTF_8(string header, string? value)
    {
        Answer answer = await SendBinaryAsync("text/plain", "x"u8.ToArray(), ("ce-subject", header));
        Assert.Equal(value is null ? 400 : 202, answer.Status);
        if (value is null)
        {
            Assert.Equal(("WEBHOOKS-17", "ce-subject"), (answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
        }
        else
        {
            Assert.Equal(value, JsonElement.Parse((await RecentAsync()).Single().Content.Body.Span).GetProperty("subject").GetString());
        }
    }

    [Theory]
    [InlineData("ce-data")]
    [InlineData("CE-Data")]
    [InlineData("ce-data_base64")]
    [InlineData("ce-datacontenttype")]
    public async Task A_header_that_would_make_a_member_twice_is_refused(string header)
    {
        Answer answer = await SendBinaryAsync("text/plain", "x"u8.ToArray(), (header, "x"));
        Assert.Equal((400, "WEBHOOKS-17"), (answer.Status, answer.Codes.Single()));
        Assert.Equal(header.ToLowerInvariant(), answer["errors"][0].GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("ce-foo-bar")]
    [InlineData("ce-foo_bar")]
    [InlineData("CE-a.b")]
    [InlineData("ce-")]
    public async Task A_header_whose_name_is_no_attribute_is_refused(string header)
    {
        Answer answer = await SendBinaryAsync("text/plain", "x"u8.ToArray(), (header, "x"));
        Assert.Equal(
            (400, "WEBHOOKS-17", header.ToLowerInvariant()),
            (answer.Status, answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
        Assert.Empty(await RecentAsync());
    }

    [Theory]
    [InlineData(",\"id\":\"e2\"", "id")]
    [InlineData(",\"data\":1,\"data\":2", "data")]
    [InlineData(",\"data\":1,\"data_base64\":\"AA==\"", "data_base64")]
    [InlineData(",\"data_base64\":\"A*EC\"", "data_base64")]
    [InlineData(",\"foo-bar\":1", "foo-bar")]
    public async Task What_CloudEvents_forbid_is_refused_with_its_place(string rest, string member)
    {
        string one = TestServer.Event("e1", rest);
        foreach ((string path, string body, string source) in ((string, string, string)[])
            [(Path, one, $"/{member}"), (Path, $"[{TestServer.Event("e0")},{one}]", $"[1]/{member}"),
                ("/api/v1/webhooks/event-checks", one, member)])
        {
            Answer answer = await _server.SendAsync(TestServer.Admin, "POST", path, body);
            Assert.Equal(
                (400, "WEBHOOKS-17", source),
                (answer.Status, answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
        }

        Assert.Empty(await RecentAsync());
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5_000)]
    public async Task Too_deep_an_event_is_told_so_with_its_place_in_every_mode(int depth)
    {
        bool fits = depth < EventEnvelope.MaxDepth;
        string data = new string('[', depth) + new string(']', depth);
        string one = TestServer.Event("e1", $",\"data\":{data}");
        foreach ((Answer answer, string source) in ((Answer, string)[])
        [
            (await SendBinaryAsync("application/json", Encoding.UTF8.GetBytes(data)), "/data"),
            (await _server.SendAsync(TestServer.Admin, "POST", Path, one), "/data"),
            (await _server.SendAsync(TestServer.Admin, "POST", Path, $"[{TestServer.Event("e0")},{one}]"), "[1]/data"),
            (await _server.SendAsync(TestServer.Admin, "POST", Path, $"[{one}]", "application/cloudevents-batch+json"), "[0]/data"),
        ])
        {
            Assert.Equal(fits ? 202 : 400, answer.Status);
            if (!fits)
            {
                JsonElement error = answer["errors"][0];
                Assert.Equal(("WEBHOOKS-17", source), (error.GetProperty("code").GetString(), error.GetProperty("source").GetString()));
                Assert.Contains("64 objects and arrays", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("1,\"id\":\"x\"")]
    [InlineData("1 2")]
    [InlineData("{\"a\":1}}")]
    [InlineData("[1")]
    [InlineData(" ")]
    public async Task Data_in_binary_mode_is_one_JSON_value(string data)
    {
        Answer answer = await SendBinaryAsync("application/json", Encoding.UTF8.GetBytes(data));
        Assert.Equal((400, "WEBHOOKS-1"), (answer.Status, answer.Codes.Single()));
    }

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/cloudevents-batch+json")]
    public async Task A_byte_order_mark_before_an_event_is_left_out(string type)
    {
        string body = type.Contains("batch", StringComparison.Ordinal) ? $"[{TestServer.Event("e1")}]" : TestServer.Event("e1");
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, "\uFEFF" + body, type);
        Assert.Equal(202, answer.Status);
        Assert.Equal(TestServer.Event("e1"), Encoding.UTF8.GetString((await RecentAsync()).Single().Content.Body.Span));
    }

    [Fact]
    public async Task A_byte_order_mark_before_other_bodies_is_left_out()
    {
        foreach ((string path, string body, int status) in ((string, string, int)[])
        [
            ("/api/v1/webhooks", """{"url":"https://a.example/","name":"x"}""", 201),
            ("/api/v1/webhooks/event-checks", TestServer.Event("e1"), 200),
            ("/api/v1/webhooks/filter-checks", """{"filter":"id pr"}""", 200),
        ])
        {
            Assert.Equal(status, (await _server.SendAsync(TestServer.Admin, "POST", path, "\uFEFF" + body)).Status);
        }
    }

    [Fact]
    public async Task A_header_that_stands_twice_is_refused()
    {
        // HttpClient would join both into one.
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(_server.Url.Host, _server.Url.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {TestServer.Admin}\r\nce-specversion: 1.0\r\nce-type: t\r\n"
            + "ce-id: 1\r\nce-id: 2\r\nContent-Length: 0\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        string answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"ce-id\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_in_structured_mode_is_read_in_its_charset_too()
    {
        using HttpClient client = _server.Client(TestServer.Admin);
        using var content = new ByteArrayContent(Encoding.BigEndianUnicode.GetBytes(TestServer.Event("e1")));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-16");
        Assert.Equal(202, (int)(await client.PostAsync(Path, content)).StatusCode);
        Assert.Equal(TestServer.Event("e1"), Encoding.UTF8.GetString((await RecentAsync()).Single().Content.Body.Span));
    }

    [Theory]
    [InlineData("", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("5", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("{}", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("""{"specversion":"1.0","id":"a"}""", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("[]", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("[{}]", "application/cloudevents+json", 400, "WEBHOOKS-17")]
    [InlineData("{}", "application/cloudevents-batch+json", 400, "WEBHOOKS-1")]
    [InlineData("[{}", "application/json", 400, "WEBHOOKS-1")]
    [InlineData("[1,2]", "application/json", 400, "WEBHOOKS-17")]
    [InlineData("x", "text/plain", 415, "HTTP-415")]
    public async Task What_is_no_event_is_refused(string body, string type, int status, string code)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, body, type);
        Assert.Equal((status, code), (answer.Status, answer.Codes.First()));
        Assert.Empty(await RecentAsync());
    }

    [Fact]
    public async Task One_fault_in_a_batch_refuses_all_of_it_and_says_where()
    {
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "POST", Path, $$"""[{{TestServer.Event("e1")}},{"specversion":"1.0","type":"t"}]""");
        Assert.Equal((400, "[1]/id"), (answer.Status, answer["errors"][0].GetProperty("source").GetString()));
        Assert.Empty(await RecentAsync());
    }

    [Fact]
    public async Task What_is_too_much_is_refused()
    {
        await using TestServer small = await TestServer.StartAsync(
            "--Webhooks:Intake:MaxEventBytes=1024", "--Webhooks:Intake:MaxBatchBytes=2048", "--Webhooks:Intake:MaxBatchEvents=2");
        string large = TestServer.Event("e", $$""","data":"{{new string('x', 1_000)}}" """);
        Assert.Equal(400, (await small.SendAsync(TestServer.Admin, "POST", Path, large)).Status);
        Assert.Equal(413, (await small.SendAsync(TestServer.Admin, "POST", Path, large, "application/cloudevents+json")).Status);
        Assert.Equal(413, (await small.SendAsync(TestServer.Admin, "POST", Path, $"[{large},{large}]")).Status);
        Assert.Equal(400, (await small.SendAsync(TestServer.Admin, "POST", Path,
            $"[{TestServer.Event("1")},{TestServer.Event("2")},{TestServer.Event("3")}]")).Status);
        Assert.Equal(
            202, (await small.SendAsync(TestServer.Admin, "POST", Path, $"[{TestServer.Event("1")},{TestServer.Event("2")}]")).Status);
    }

    [Fact]
    public async Task An_event_that_was_accepted_is_there_after_a_restart()
    {
        await _server.PublishAsync("e1");
        await _server.RestartAsync();
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, TestServer.Event("e1"));
        Assert.Equal(1, answer["duplicates"].GetInt32());
        Assert.Single(await RecentAsync());
    }

    private async Task<Answer> SendBinaryAsync(string type, byte[] data, params (string Name, string Value)[] headers)
    {
        using HttpClient client = _server.Client(TestServer.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(data) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach ((string name, string value) in
            headers.Prepend(("ce-id", "b1")).Prepend(("ce-type", "t")).Prepend(("ce-specversion", "1.0")))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Answer.OfAsync(await client.SendAsync(request));
    }

    private async Task<StoredEvent[]> RecentAsync() =>
        [.. await _server.Services.GetRequiredService<IEventStore>().ReadRecentAsync("t1", 100, CancellationToken.None)];
}
