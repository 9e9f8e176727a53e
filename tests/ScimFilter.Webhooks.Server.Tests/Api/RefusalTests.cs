using System.Net.Sockets;
using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Requests that are refused before any endpoint sees them, and what the answers say.</summary>
public sealed class RefusalTests(RefusalTests.Shared shared) : IClassFixture<RefusalTests.Shared>
{
    private const string Path = "/api/v1/webhooks";

    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n", 431)]
    public async Task What_is_no_request_is_answered_with_errors_too(string request, int status)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Url.Host, _server.Url.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("{long}", new string('x', 40_000), StringComparison.Ordinal)));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        string[] answer = (await reader.ReadToEndAsync()).Split("\r\n\r\n", 2);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer[0], StringComparison.Ordinal);
        Assert.Contains(
            $"\r\nContent-Length: {answer[1].Length}\r\nContent-Type: application/json\r\n", answer[0], StringComparison.Ordinal);
        Assert.Equal([$"HTTP-{status}"], new Answer(status, answer[1], new Dictionary<string, string>(StringComparer.Ordinal)).Codes);
    }

    [Fact]
    public async Task A_query_that_is_too_long_is_answered_with_errors()
    {
        Answer answer = await _server.GetAsync($"{Path}?name={new string('x', 9_000)}");
        Assert.Equal((414, "HTTP-414"), (answer.Status, answer.Codes.Single()));
    }

    [Theory]
    [InlineData("GET", "/api/v1/webhooks?limits=1", "limits", "did you mean limit?")]
    [InlineData("GET", "/v1/webhooks?Name=a&colour=red", "colour", "This endpoint takes 'createdByUserId', 'enabled',")]
    [InlineData("GET", "/api/v1/webhooks?eventtyp=x", "eventtyp", "did you mean eventType?")]
    [InlineData("GET", "/api/v1/webhooks/none?expand=x", "expand", "This endpoint takes none.")]
    [InlineData("GET", "/api/v1/webhooks/none/deliveries?statu=fail", "statu", "did you mean status?")]
    [InlineData("GET", "/api/v1/webhooks/event-types?level=user", "level", "This endpoint takes none.")]
    [InlineData("POST", "/api/v1/webhooks?dryRun=true", "dryRun", "This endpoint takes none.")]
    [InlineData("POST", "/api/v1/webhooks/event-checks?explains=true", "explains", "did you mean explain?")]
    [InlineData("DELETE", "/api/v1/webhooks/none?force=true", "force", "This endpoint takes none.")]
    [InlineData("POST", "/api/v1/events?x=", "x", "This endpoint takes none.")]
    public async Task A_parameter_that_an_endpoint_does_not_take_is_named(string method, string path, string parameter, string detail)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, method, path, method == "POST" ? "{}" : null);
        Assert.Equal((400, "WEBHOOKS-8"), (answer.Status, answer.Codes.Single()));
        Assert.Equal(parameter, answer["errors"][0].GetProperty("source").GetString());
        Assert.Contains(detail, answer["errors"][0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/webhooks", 200)]
    [InlineData("/api/v1/webhooks/event-types", 200)]
    [InlineData("/api/v1/webhooks/none", 404)]
    [InlineData("/health", 200)]
    [InlineData("/ready", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/console/", 200)]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path, int status)
    {
        Answer get = await _server.GetAsync(path);
        Answer head = await _server.SendAsync(TestServer.Admin, "HEAD", path);
        Assert.Equal((status, get.Headers["Content-Type"], ""), (head.Status, head.Headers["Content-Type"], head.Text));
        Assert.Equal(405, (await _server.SendAsync(TestServer.Admin, "HEAD", "/api/v1/events")).Status);
    }

    [Theory]
    [InlineData("""{"url":""", "The body is not valid JSON: line 1, byte 8.")]
    [InlineData("{\n  \"url\": nonsense}", "The body is not valid JSON: line 2, byte 11.")]
    [InlineData("", "The body is empty.")]
    [InlineData("""{"name":"x","name":"y"}""", "The member 'name' stands twice in one object.")]
    [InlineData("""{"name":"\ud800"}""", "The text at byte 9 is not Unicode.")]
    [InlineData("{deep}", "The body is nested deeper than {n} levels.")]
    public async Task What_is_no_JSON_is_told_in_words_of_the_API(string body, string detail)
    {
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "POST", Path, body == "{deep}" ? $"{new string('[', 100)}{new string(']', 100)}" : body);
        detail = detail.Replace("{n}", $"{EventEnvelope.MaxDepth + 2}", StringComparison.Ordinal);
        Assert.Equal((400, detail), (answer.Status, answer["errors"][0].GetProperty("detail").GetString()));
        Answer batch = await _server.SendAsync(TestServer.Admin, "POST", "/api/v1/events", "[{}");
        Assert.Equal("The body is not valid JSON: line 1, byte 4.", batch["errors"][0].GetProperty("detail").GetString());
    }

    /// <summary>One server for all tests: they change nothing.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal TestServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await TestServer.StartAsync();

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
