using System.Text.Json;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Filters are checked while they are written.</summary>
public sealed class FilterCheckTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks/filter-checks";

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_valid_filter_has_its_canonical_text()
    {
        Answer answer = await _server.PostAsync(Path, new { filter = """(spaceId  EQ "a")""" });
        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"valid":true,"canonical":"spaceId eq \"a\"","errors":[],"events":[]}""", answer.Text);
    }

    [Fact]
    public async Task Every_fault_of_a_filter_is_told_with_its_place()
    {
        Answer answer = await _server.PostAsync(Path, new { filter = """spaceId co "x" or foo eq "y" """ });
        Assert.Equal((200, false), (answer.Status, answer["valid"].GetBoolean()));
        Assert.Equal(
            ["OperatorNotAllowed 8", "UnknownAttribute 18"],
            answer["errors"].EnumerateArray()
                .Select(error => $"{error.GetProperty("kind").GetString()} {error.GetProperty("offset").GetInt32()}"));
    }

    [Fact]
    public async Task A_filter_is_tried_on_recent_events_and_given_ones()
    {
        await _server.PublishAsync("e1", ""","spaceid":"a" """);
        await _server.PublishAsync("e2", ""","spaceid":"b" """);
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "POST", Path,
            """
            {"filter":"spaceId eq \"a\"","recent":10,"eventTypes":["com.qlik.v1.app.created"],
             "events":[{"eventId":"g1","eventType":"com.qlik.v1.app.created","extensions":{"spaceId":"a"}},{"eventId":"g2","eventType":"other","extensions":{"spaceId":"a"}}]}
            """);
        Assert.Equal(
            ["g1 True True", "g2 False True", "e2 True False", "e1 True True"],
            answer["events"].EnumerateArray().Select(e =>
                $"{e.GetProperty("id").GetString()} {e.GetProperty("typeMatches").GetBoolean()} {e.GetProperty("filterMatches").GetBoolean()}"));
        Assert.Equal([true, false, false, true], answer["events"].EnumerateArray().Select(e => e.GetProperty("matches").GetBoolean()));
    }

    [Fact]
    public async Task Each_event_says_why_the_filter_holds_or_not()
    {
        const string filter = """spaceId eq "a" and id ne "x" """;
        Answer answer = await _server.SendAsync(
            TestServer.Admin, "POST", Path, JsonSerializer.Serialize(new { filter, events = (JsonElement[])[EventOf("e1", "b")] }));
        JsonElement explanation = answer["events"][0].GetProperty("explanation");
        Assert.StartsWith(
            "✗ and: 1 of its 2 operands does not hold\n", explanation.GetProperty("text").GetString(), StringComparison.Ordinal);
        JsonElement tree = explanation.GetProperty("tree");
        Assert.False(tree.GetProperty("holds").GetBoolean());
        Assert.Equal([false, true], tree.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("holds").GetBoolean()));
        Assert.Equal("\"b\"", tree.GetProperty("children")[0].GetProperty("values")[0].GetString());
    }

    [Fact]
    public async Task Nobody_is_told_why_who_does_not_want_to_know()
    {
        var body = new { filter = """spaceId eq "a" """, events = (JsonElement[])[EventOf("e1", "a")], explain = false };
        Answer answer = await _server.PostAsync(Path, body);
        Assert.Equal(
            """{"id":"e1","eventType":"com.qlik.app.created","typeMatches":true,"filterMatches":true,"matches":true}""",
            answer["events"][0].GetRawText());
    }

    [Fact]
    public async Task A_deep_filter_is_explained_too()
    {
        string filter = string.Concat(Enumerable.Range(0, 60).Select(i => $"id eq \"{i}\" {(i % 2 == 0 ? "and" : "or")} ("))
            + "spaceId eq \"a\"" + new string(')', 60);
        Answer answer = await _server.PostAsync(Path, new { filter, events = (JsonElement[])[EventOf("e1", "a")] });
        Assert.Equal(200, answer.Status);
        string text = answer.Text;
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1_024 });
        JsonElement node = document.RootElement.GetProperty("events")[0].GetProperty("explanation").GetProperty("tree");
        int depth = 0;
        for (; node.TryGetProperty("children", out JsonElement children); depth++)
        {
            node = children.EnumerateArray().Last();
        }

        Assert.Equal(60, depth);
    }

    [Fact]
    public async Task An_answer_has_as_many_explanations_as_fit()
    {
        string filter = string.Join(" or ", Enumerable.Range(0, 500).Select(i => $"id eq \"{i}\""));
        Answer answer = await _server.PostAsync(
            Path, new { filter, events = Enumerable.Range(0, 100).Select(i => EventOf($"e{i}", "a")).ToArray() });
        bool[] explained = [.. answer["events"].EnumerateArray().Select(e => e.TryGetProperty("explanation", out _))];
        Assert.Equal(100, explained.Length);
        Assert.InRange(explained.Count(one => one), 1, 99);
        Assert.Equal(explained.OrderDescending(), explained);
        Assert.InRange(answer.Text.Length, 1 << 20, 2 << 20);
    }

    private static JsonElement EventOf(string id, string space) =>
        JsonElement.Parse(TestServer.Event(id, $",\"spaceid\":\"{space}\""));

    [Theory]
    [InlineData("""{"filter":"spaceId eq \"a\"","explain":1}""")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"filter":5}""")]
    [InlineData("""{"filter":"spaceId eq \"a\"","recent":101}""")]
    [InlineData("""{"filter":"spaceId eq \"a\"","recent":"x"}""")]
    [InlineData("""{"filter":"spaceId eq \"a\"","events":{}}""")]
    [InlineData("""{"filter":"spaceId eq \"a\"","events":[{}]}""")]
    [InlineData("""{"filter":"spaceId eq \"a\"","eventTypes":"x"}""")]
    public async Task A_request_that_makes_no_sense_is_refused(string body) =>
        Assert.Equal(400, (await _server.SendAsync(TestServer.Admin, "POST", Path, body)).Status);

    [Fact]
    public async Task Events_of_the_tenant_are_not_for_plain_users()
    {
        Assert.Equal(200, (await _server.SendAsync(TestServer.User, "POST", Path, """{"filter":"spaceId eq \"a\""}""")).Status);
        Assert.Equal(403, (await _server.SendAsync(TestServer.User, "POST", Path, """{"filter":"spaceId eq \"a\"","recent":1}""")).Status);
    }

    [Fact]
    public async Task An_empty_filter_is_a_fault_of_its_own()
    {
        Answer answer = await _server.PostAsync(Path, new { filter = " " });
        JsonElement error = Assert.Single(answer["errors"].EnumerateArray());
        Assert.Equal("Empty", error.GetProperty("kind").GetString());
    }
}
