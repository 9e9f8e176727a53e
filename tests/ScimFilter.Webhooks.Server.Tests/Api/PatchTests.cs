using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>JSON Patch for webhooks.</summary>
public sealed class PatchTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        string id = await _server.CreateAsync(
            "https://a.example/", new { description = "d", secret = "s", headers = new { x = "1" }, encryptedHeaders = new { y = "2" } });
        _path = $"/api/v1/webhooks/{id}";
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("""[{"op":"replace","path":"/name","value":"New"}]""", "name", "New")]
    [InlineData("""{"op":"add","path":"/name","value":"New"}""", "name", "New")]
    [InlineData("""[{"op":"remove","path":"/description"}]""", "description", null)]
    [InlineData("""[{"op":"replace","path":"/enabled","value":false}]""", "enabled", "False")]
    [InlineData("""[{"op":"remove","path":"/enabled"}]""", "enabled", "False")]
    [InlineData("""[{"op":"remove","path":"/secret"}]""", "secretKeyAdded", "False")]
    [InlineData("""[{"op":"replace","path":"/eventTypes","value":["com.qlik.app.exported"]}]""", "eventTypes",
        """["com.qlik.app.exported"]""")]
    [InlineData("""[{"op":"add","path":"/headers/z","value":"3"}]""", "headers", """{"x":"1","z":"3"}""")]
    [InlineData("""[{"op":"replace","path":"/headers/X","value":"3"}]""", "headers", """{"X":"3"}""")]
    [InlineData("""[{"op":"remove","path":"/headers/x"}]""", "headers", "{}")]
    [InlineData("""[{"op":"remove","path":"/headers"}]""", "headers", "{}")]
    [InlineData("""[{"op":"add","path":"/headers/a~1b","value":"3"}]""", "headers", null)]
    [InlineData("""[{"op":"add","path":"/encryptedHeaders/z","value":"3"}]""", "encryptedHeaders", """["y","z"]""")]
    [InlineData("""[{"op":"add","path":"/filter","value":"spaceId eq \"x\""}]""", "filter", """spaceId eq "x" """)]
    [InlineData("""[{"op":"replace","path":"/level","value":"user"}]""", "ownerId", "admin")]
    [InlineData("""[{"op":"replace","path":"/level","value":"user"},{"op":"add","path":"/ownerId","value":"u9"}]""", "ownerId", "u9")]
    [InlineData("""[{"op":"add","path":"/checkCertificateRevocation","value":true}]""", "checkCertificateRevocation", "True")]
    public async Task What_is_allowed_is_done(string patch, string property, string? value)
    {
        Answer answer = await PatchAsync(patch);
        if (patch.Contains("~1", StringComparison.Ordinal))
        {
            // A slash can be written, but is no character of a header's name.
            Assert.Equal("WEBHOOKS-7", answer.Codes.Single());
            return;
        }

        Assert.True(answer.Status == 204, answer.Text);
        Answer shown = await _server.GetAsync(_path);
        Assert.Equal(value?.Trim(), shown.Json.TryGetProperty(property, out var found) ? found.ToString() : null);
    }

    [Theory]
    [InlineData("\"x\"", 400, "WEBHOOKS-10")]
    [InlineData("[1]", 400, "WEBHOOKS-10")]
    [InlineData("[{}]", 400, "WEBHOOKS-10")]
    [InlineData("""[{"path":"/name","value":"x"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"replace","path":"/name"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"remove","path":"/name"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"remove","path":"/url"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"test","path":"/name","value":"x"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"move","from":"/name","path":"/description"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"copy","from":"/id","path":"/description"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"add","path":"","value":{}}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"add","path":"/","value":{}}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"add","path":"/nothing","value":1}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"add","path":"/name/first","value":"x"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"add","path":"/eventTypes/-","value":"x"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"remove","path":"/headers/none"}]""", 400, "WEBHOOKS-10")]
    [InlineData("""[{"op":"replace","path":"/id","value":"x"}]""", 409, "WEBHOOKS-11")]
    [InlineData("""[{"op":"replace","path":"/createdAt","value":"x"}]""", 409, "WEBHOOKS-11")]
    [InlineData("""[{"op":"replace","path":"/origin","value":"api"}]""", 409, "WEBHOOKS-11")]
    [InlineData("""[{"op":"replace","path":"/enabled","value":"yes"}]""", 400, "WEBHOOKS-1")]
    [InlineData("""[{"op":"replace","path":"/url","value":"http://10.0.0.1/"}]""", 400, "WEBHOOKS-16")]
    [InlineData("""[{"op":"replace","path":"/filter","value":"nonsense"}]""", 400, "WEBHOOKS-4")]
    [InlineData("""[{"op":"replace","path":"/name","value":"New"},{"op":"replace","path":"/filter","value":"nonsense"}]""", 400,
        "WEBHOOKS-4")]
    public async Task What_is_not_allowed_changes_nothing(string patch, int status, string code)
    {
        Answer before = await _server.GetAsync(_path);
        Answer answer = await PatchAsync(patch);
        Assert.Equal((status, code), (answer.Status, answer.Codes.First()));
        Assert.Equal(before.Text, (await _server.GetAsync(_path)).Text);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/url","value":"https://b.example/"}]""", 400)]
    [InlineData("""[{"op":"replace","path":"/url","value":"https://b.example/"},{"op":"add","path":"/encryptedHeaders/Y","value":"3"}]""",
        204)]
    [InlineData("""[{"op":"replace","path":"/url","value":"https://b.example/"},{"op":"remove","path":"/encryptedHeaders/y"}]""", 204)]
    [InlineData("""[{"op":"replace","path":"/url","value":"https://b.example/"},{"op":"replace","path":"/encryptedHeaders","value":{"z":"3"}}]""", 204)]
    public async Task Encrypted_headers_do_not_go_to_another_url_unless_given_anew(string patch, int status) =>
        Assert.Equal(status, (await PatchAsync(patch)).Status);

    [Fact]
    public async Task Delivery_as_cloud_events_stays()
    {
        Assert.Equal(204, (await PatchAsync("""[{"op":"replace","path":"/enableCloudEventDelivery","value":true}]""")).Status);
        foreach (string patch in (string[])["""[{"op":"replace","path":"/enableCloudEventDelivery","value":false}]""",
            """[{"op":"remove","path":"/enableCloudEventDelivery"}]"""])
        {
            Answer answer = await PatchAsync(patch);
            Assert.Equal((403, "WEBHOOKS-15"), (answer.Status, answer.Codes.Single()));
        }

        Answer put = await _server.SendAsync(TestServer.Admin, "PUT", _path, """{"url":"https://a.example/","name":"x"}""");
        Assert.Equal(403, put.Status);
    }

    [Fact]
    public async Task Changes_at_once_lose_none_of_them()
    {
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => PatchAsync($$"""[{"op":"add","path":"/headers/h{{i}}","value":"{{i}}"}]""")));
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[204, 409]));
        int done = answers.Count(answer => answer.Status == 204);
        Assert.Equal(done + 1, (await _server.GetAsync(_path))["headers"].EnumerateObject().Count());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Either_content_type_is_taken(string type) =>
        Assert.Equal(
            204,
            (await _server.SendAsync(TestServer.Admin, "PATCH", _path, """[{"op":"replace","path":"/name","value":"x"}]""", type)).Status);

    private Task<Answer> PatchAsync(string patch) => _server.SendAsync(TestServer.Admin, "PATCH", _path, patch);
}
