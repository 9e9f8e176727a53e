using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Storage;

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
            [(TestServer.Event("c1"), "application/cloudevents+json"), (TestServer.Event("c2"), "application/json"), (Legacy, "application/json"), (both, "application/json")])
        {
            Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, body, type);
            Assert.Equal((202, """{"accepted":1,"duplicates":0}"""), (answer.Status, answer.Text));
        }

        StoredEvent[] stored = await RecentAsync();
        Assert.Equal(
            [EventShape.Both, EventShape.Legacy, EventShape.CloudEvent, EventShape.CloudEvent], stored.Select(e => e.Content.Shape));
        Assert.Equal([both, Legacy, TestServer.Event("c2"), TestServer.Event("c1")], stored.Select(e => Encoding.UTF8.GetString(e.Content.Body.Span)));
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
        foreach ((string name, string value) in ((string, string)[])[("ce-specversion", "1.0"), ("ce-id", "b%201"), ("ce-type", "t"), ("CE-SpaceId", "s1")])
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(202, (int)response.StatusCode);
        StoredEvent stored = (await RecentAsync()).Single();
        Assert.Equal(("b 1", "t", EventShape.CloudEvent), (stored.Content.Id, stored.Content.Type, stored.Content.Shape));
        string text = Encoding.UTF8.GetString(stored.Content.Body.Span);
        Assert.Contains("\"spaceid\":\"s1\"", text, StringComparison.Ordinal);
        Assert.Equal(expected is not null, text.Contains("\"data", StringComparison.Ordinal) && text.Contains(expected ?? "\"data\"", StringComparison.Ordinal));
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
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, $$"""[{{TestServer.Event("e1")}},{"specversion":"1.0","type":"t"}]""");
        Assert.Equal((400, "[1]/id"), (answer.Status, answer["errors"][0].GetProperty("source").GetString()));
        Assert.Empty(await RecentAsync());
    }

    [Fact]
    public async Task What_is_too_much_is_refused()
    {
        await using TestServer small = await TestServer.StartAsync(
            "--Webhooks:Intake:MaxEventBytes=1000", "--Webhooks:Intake:MaxBatchBytes=2000", "--Webhooks:Intake:MaxBatchEvents=2");
        string large = TestServer.Event("e", $$""","data":"{{new string('x', 1_000)}}" """);
        Assert.Equal(400, (await small.SendAsync(TestServer.Admin, "POST", Path, large)).Status);
        Assert.Equal(413, (await small.SendAsync(TestServer.Admin, "POST", Path, large, "application/cloudevents+json")).Status);
        Assert.Equal(413, (await small.SendAsync(TestServer.Admin, "POST", Path, $"[{large},{large}]")).Status);
        Assert.Equal(400, (await small.SendAsync(TestServer.Admin, "POST", Path, $"[{TestServer.Event("1")},{TestServer.Event("2")},{TestServer.Event("3")}]")).Status);
        Assert.Equal(202, (await small.SendAsync(TestServer.Admin, "POST", Path, $"[{TestServer.Event("1")},{TestServer.Event("2")}]")).Status);
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

    private async Task<StoredEvent[]> RecentAsync() =>
        [.. await _server.Services.GetRequiredService<IEventStore>().ReadRecentAsync("t1", 100, CancellationToken.None)];
}
