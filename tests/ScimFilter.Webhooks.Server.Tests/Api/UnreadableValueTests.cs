using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>The secret and encrypted headers: callers cannot read them, so they stay unless they are given or removed expressly.</summary>
public sealed class UnreadableValueTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks";

    private TestServer _server = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _id = await _server.CreateAsync("https://a.example/", new { secret = "s", encryptedHeaders = new { a = "1", b = "2" } });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_an_answer_shows_can_be_sent_back_and_changes_nothing()
    {
        Answer shown = await _server.GetAsync($"{Path}/{_id}");
        Answer put = await _server.SendAsync(TestServer.Admin, "PUT", $"{Path}/{_id}", shown.Text);
        Assert.True(put.Status == 200, put.Text);
        Assert.Equal(("s", "a=1,b=2"), await StoredAsync());
    }

    // Members to put in the place of those shown; "absent" takes one away.
    [Theory]
    [InlineData("""{"secret":"new"}""", "new", "a=1,b=2")]
    [InlineData("""{"secret":null}""", null, "a=1,b=2")]
    [InlineData("""{"secretKeyAdded":"absent"}""", "s", "a=1,b=2")]
    [InlineData("""{"encryptedHeaders":"absent"}""", "s", "a=1,b=2")]
    [InlineData("""{"encryptedHeaders":null}""", "s", "")]
    [InlineData("""{"encryptedHeaders":[]}""", "s", "")]
    [InlineData("""{"encryptedHeaders":["B"]}""", "s", "b=2")]
    [InlineData("""{"encryptedHeaders":{}}""", "s", "a=1,b=2")]
    [InlineData("""{"encryptedHeaders":{"a":"3"}}""", "s", "a=3,b=2")]
    [InlineData("""{"encryptedHeaders":{"c":"3"}}""", "s", "a=1,b=2,c=3")]
    [InlineData("""{"encryptedHeaders":{"a":null}}""", "s", "b=2")]
    [InlineData("""{"encryptedHeaders":{"A":null,"c":"3"},"secret":null}""", null, "b=2,c=3")]
    public async Task A_replacement_keeps_what_it_does_not_give(string change, string? secret, string headers)
    {
        JsonObject body = JsonNode.Parse((await _server.GetAsync($"{Path}/{_id}")).Text)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            if (value?.ToString() == "absent")
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value?.DeepClone();
            }
        }

        Answer put = await _server.SendAsync(TestServer.Admin, "PUT", $"{Path}/{_id}", body.ToJsonString());
        Assert.True(put.Status == 200, put.Text);
        Assert.Equal((secret, headers), await StoredAsync());
    }

    [Fact]
    public async Task Encrypted_headers_do_not_follow_a_webhook_to_another_url()
    {
        Answer put = await _server.SendAsync(TestServer.Admin, "PUT", $"{Path}/{_id}", """{"url":"https://b.example/","name":"x"}""");
        Assert.True(put.Status == 200, put.Text);
        Assert.Equal(("s", ""), await StoredAsync());
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/secret"}]""", null, "a=1,b=2")]
    [InlineData("""[{"op":"replace","path":"/secret","value":null}]""", null, "a=1,b=2")]
    [InlineData("""[{"op":"add","path":"/secret","value":null}]""", null, "a=1,b=2")]
    [InlineData("""[{"op":"replace","path":"/secret","value":"new"}]""", "new", "a=1,b=2")]
    [InlineData("""[{"op":"remove","path":"/encryptedHeaders"}]""", "s", "")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders","value":null}]""", "s", "")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders","value":{"a":"3"}}]""", "s", "a=3")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders","value":{"a":null,"c":"3"}}]""", "s", "c=3")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders","value":["a","b"]}]""", "s", "a=1,b=2")]
    [InlineData("""[{"op":"add","path":"/encryptedHeaders","value":["b"]}]""", "s", "b=2")]
    [InlineData("""[{"op":"remove","path":"/encryptedHeaders/a"}]""", "s", "b=2")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders/a","value":null}]""", "s", "b=2")]
    [InlineData("""[{"op":"add","path":"/encryptedHeaders/A","value":null}]""", "s", "b=2")]
    [InlineData("""[{"op":"add","path":"/encryptedHeaders/c","value":null}]""", "s", "a=1,b=2")]
    [InlineData("""[{"op":"replace","path":"/encryptedHeaders/a","value":"3"}]""", "s", "a=3,b=2")]
    [InlineData("""[{"op":"replace","path":"/name","value":"New"}]""", "s", "a=1,b=2")]
    public async Task A_patch_changes_what_it_names(string patch, string? secret, string headers)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, "PATCH", $"{Path}/{_id}", patch);
        Assert.True(answer.Status == 204, answer.Text);
        Assert.Equal((secret, headers), await StoredAsync());
    }

    [Theory]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","encryptedHeaders":["a","c"]}""", "WEBHOOKS-3", "encryptedHeaders/1")]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","encryptedHeaders":{"a":5}}""", "WEBHOOKS-1", "encryptedHeaders/a")]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","encryptedHeaders":"a"}""", "WEBHOOKS-1", "encryptedHeaders")]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","headers":{"a":null}}""", "WEBHOOKS-1", "headers/a")]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","secret":""}""", "WEBHOOKS-3", "secret")]
    [InlineData("PUT", """{"url":"https://b.example/","name":"x","encryptedHeaders":["a"]}""", "WEBHOOKS-16", "encryptedHeaders")]
    [InlineData("PUT", """{"url":"https://b.example/","name":"x","encryptedHeaders":{"a":"1"}}""", "WEBHOOKS-16", "encryptedHeaders")]
    [InlineData("PUT", """{"url":"https://a.example/","name":"x","eventType":["t"]}""", "WEBHOOKS-1", "eventType")]
    [InlineData("POST", """{"url":"https://a.example/","name":"x","encryptedHeaders":["a"]}""", "WEBHOOKS-3", "encryptedHeaders/0")]
    [InlineData("POST", """{"url":"https://a.example/","name":"x","secretKeyAdded":true}""", "WEBHOOKS-3", "secretKeyAdded")]
    [InlineData("POST", """{"url":"https://a.example/","name":"x","Filter":"x"}""", "WEBHOOKS-1", "Filter")]
    [InlineData("POST", """{"url":"https://a.example/","name":"x","level":"user","ownerId":"{long}"}""", "WEBHOOKS-3", "ownerId")]
    public async Task What_cannot_be_done_is_refused_with_its_place(string method, string body, string code, string source)
    {
        string path = method == "POST" ? Path : $"{Path}/{_id}";
        Answer answer = await _server.SendAsync(
            TestServer.Admin, method, path, body.Replace("{long}", new string('x', 100_000), StringComparison.Ordinal));
        Assert.Equal((400, code, source), (answer.Status, answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
        Assert.Equal(("s", "a=1,b=2"), await StoredAsync());
    }

    [Theory]
    [InlineData("""{"op":"add","path":"/description"}""",
        "The API reference's own example, {\"op\":\"add\",\"path\":\"/description\"}, lacks it and is refused as well.")]
    [InlineData("""[{"op":"replace","path":"/name"}]""", "'replace' needs a member 'value' (RFC 6902, section 4)")]
    public async Task A_patch_without_a_value_is_told_what_it_lacks(string patch, string detail)
    {
        Answer answer = await _server.SendAsync(TestServer.Admin, "PATCH", $"{Path}/{_id}", patch);
        Assert.Equal((400, "WEBHOOKS-10"), (answer.Status, answer.Codes.Single()));
        Assert.Contains(detail, answer["errors"][0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filter-checks", """{"filter":"spaceId eq \"x\"","event":[]}""", "event")]
    [InlineData("{id}/deliveries/actions/recover", """{"since":"2026-03-02T00:00:00Z","until":"x"}""", "until")]
    [InlineData("{id}/actions/replay", """{"since":"2026-03-02T00:00:00Z","dryrun":true}""", "dryrun")]
    public async Task Unknown_members_of_other_bodies_are_refused_too(string path, string body, string source)
    {
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "POST", $"{Path}/{path.Replace("{id}", _id, StringComparison.Ordinal)}", body);
        Assert.Equal(
            (400, "WEBHOOKS-1", source), (answer.Status, answer.Codes.Single(), answer["errors"][0].GetProperty("source").GetString()));
    }

    [Fact]
    public async Task The_example_of_the_reference_creates_a_webhook()
    {
        const string example =
            """{"id":"string","url":"https://a.example/","name":"string","level":"tenant","filter":"id eq \"id123\"","secret":"string","enabled":true,"headers":{"headerName":"headerValue"},"createdAt":"2023-11-29T00:09:33.396Z","updatedAt":"2023-11-29T00:09:33.396Z","eventTypes":[],"description":"string","disabledReason":"string","createdByUserId":"string","updatedByUserId":"string","disabledReasonCode":"string","origin":"api"}""";
        Answer answer = await _server.SendAsync(TestServer.Admin, "POST", Path, example);
        Assert.Equal((201, "idle"), (answer.Status, answer["status"].GetString()));
    }

    [Theory]
    [InlineData(true, "com.qlik.app.created", "active")]
    [InlineData(true, null, "idle")]
    [InlineData(false, "com.qlik.app.created", "disabled")]
    public async Task The_status_says_what_becomes_of_events(bool enabled, string? type, string status)
    {
        string id = await _server.CreateAsync("https://a.example/", new { enabled, eventTypes = type is null ? [] : (string[])[type] });
        Assert.Equal(status, (await _server.GetAsync($"{Path}/{id}"))["status"].GetString());
    }

    private async Task<(string? Secret, string Headers)> StoredAsync()
    {
        Webhook webhook =
            (await _server.Services.GetRequiredService<IWebhookStore>().FindAsync(new WebhookKey("t1", _id), CancellationToken.None))!;
        return (webhook.Secret?.Current,
            string.Join(',', webhook.EncryptedHeaders.Select(header => $"{header.Key.ToLowerInvariant()}={header.Value}")));
    }
}
