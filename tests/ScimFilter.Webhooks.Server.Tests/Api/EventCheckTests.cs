using System.Text.Json;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Which webhooks an event would reach, without sending it.</summary>
public sealed class EventCheckTests
{
    private const string Path = "/api/v1/webhooks/event-checks";

    [Fact]
    public async Task Each_webhook_says_at_which_step_it_drops_out()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.CreateAsync("https://a.example/", new { name = "all" });
        await server.CreateAsync("https://a.example/", new { name = "disabled", enabled = false });
        await server.CreateAsync("https://a.example/", new { name = "type", eventTypes = (string[])["com.qlik.app.exported"] });
        await server.CreateAsync("https://a.example/", new { name = "filter", filter = """spaceId eq "other" """ });
        await server.CreateAsync("https://a.example/", new { name = "access", level = "user" });
        Answer answer = await server.SendAsync(
            TestServer.Admin, "POST", Path, TestServer.Event("e1", ""","spaceid":"s1","ownerid":"u1" """));
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["all YYYYY", "disabled nYYYn", "type YnYYn", "filter YYnYn", "access YYYnn"],
            answer["webhooks"].EnumerateArray().Reverse().Select(webhook => webhook.GetProperty("name").GetString() + " " + string.Concat(
                ((string[])["enabled", "typeMatches", "filterMatches", "accessMatches", "matches"])
                    .Select(step => webhook.GetProperty(step).GetBoolean() ? 'Y' : 'n'))));
        Assert.Empty((await server.SendAsync(TestServer.User, "POST", Path, TestServer.Event("e1")))["webhooks"].EnumerateArray());
        Assert.Empty((await server.SendAsync(TestServer.Foreign, "POST", Path, TestServer.Event("e1")))["webhooks"].EnumerateArray());
    }

    [Fact]
    public async Task A_webhook_with_a_filter_says_why_it_holds_or_not()
    {
        await using TestServer server = await TestServer.StartAsync();
        await server.CreateAsync("https://a.example/", new { name = "none" });
        await server.CreateAsync("https://a.example/", new { name = "filter", filter = """spaceId eq "other" """ });
        string body = TestServer.Event("e1", ""","spaceid":"s1" """);
        Answer answer = await server.SendAsync(TestServer.Admin, "POST", Path, body);
        JsonElement[] webhooks =
            [.. answer["webhooks"].EnumerateArray().OrderBy(webhook => webhook.GetProperty("name").GetString(), StringComparer.Ordinal)];
        JsonElement explanation = webhooks[0].GetProperty("explanation");
        Assert.Equal("spaceId is \"s1\", not \"other\"", explanation.GetProperty("tree").GetProperty("reason").GetString());
        Assert.Contains("spaceId is \"s1\", not \"other\"", explanation.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(webhooks[1].TryGetProperty("explanation", out _));
        answer = await server.SendAsync(TestServer.Admin, "POST", Path + "?explain=false", body);
        Assert.All(answer["webhooks"].EnumerateArray(), webhook => Assert.False(webhook.TryGetProperty("explanation", out _)));
        Assert.Equal(400, (await server.SendAsync(TestServer.Admin, "POST", Path + "?explain=1", body)).Status);
    }

    [Fact]
    public async Task All_webhooks_are_tried_and_not_a_page_of_them()
    {
        await using TestServer server = await TestServer.StartAsync();
        for (int i = 0; i < 101; i++)
        {
            await server.CreateAsync("https://a.example/");
        }

        Assert.Equal(101, (await server.SendAsync(TestServer.Admin, "POST", Path, TestServer.Event("e1")))["webhooks"].GetArrayLength());
    }

    [Fact]
    public async Task A_check_that_would_be_too_much_work_ends_early_and_leads_on()
    {
        await using TestServer server = await TestServer.StartAsync();
        string filter = string.Join(" or ", Enumerable.Range(0, 700).Select(i => $"spaceId eq \"{i:000000}\""));
        for (int i = 0; i < 80; i++)
        {
            await server.CreateAsync("https://a.example/", new { name = $"w{i}", filter });
        }

        var names = new List<string>();
        int answers = 0;
        for (string? path = Path + "?explain=false"; path is not null; answers++)
        {
            Answer answer = await server.SendAsync(TestServer.Admin, "POST", path, TestServer.Event("e1"));
            Assert.True(answer.Status == 200, answer.Text);
            names.AddRange(answer["webhooks"].EnumerateArray().Select(webhook => webhook.GetProperty("name").GetString()!));
            path = answer.Json.TryGetProperty("links", out JsonElement links)
                ? links.GetProperty("next").GetProperty("href").GetString()
                : null;
        }

        Assert.Equal(3, answers);
        Assert.Equal(80, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(80, names.Count);
        Assert.Equal(["WEBHOOKS-9"], (await server.SendAsync(TestServer.Admin, "POST", Path + "?next=x", TestServer.Event("e1"))).Codes);
    }

    [Fact]
    public async Task Explanations_are_part_of_the_work_and_every_webhook_has_its_own()
    {
        await using TestServer server = await TestServer.StartAsync();
        string filter = string.Join(" or ", Enumerable.Range(0, 700).Select(i => $"spaceId eq \"{i:000000}\""));
        for (int i = 0; i < 25; i++)
        {
            await server.CreateAsync("https://a.example/", new { name = $"w{i}", filter });
        }

        var names = new List<string>();
        for (string? path = Path; path is not null;)
        {
            Answer answer = await server.SendAsync(TestServer.Admin, "POST", path, TestServer.Event("e1"));
            Assert.True(answer.Status == 200, answer.Text);
            JsonElement[] webhooks = [.. answer["webhooks"].EnumerateArray()];
            Assert.All(webhooks, webhook => Assert.NotEqual("", webhook.GetProperty("explanation").GetProperty("text").GetString()));

            // What is over the bound is less than the explanation of one webhook; without explanations an answer has 33.
            Assert.InRange(webhooks.Length, 1, 10);
            Assert.InRange(webhooks.SkipLast(1).Sum(webhook => Length(webhook.GetProperty("explanation"))), 0, 512 << 10);
            names.AddRange(webhooks.Select(webhook => webhook.GetProperty("name").GetString()!));
            path = answer.Json.TryGetProperty("links", out JsonElement links)
                ? links.GetProperty("next").GetProperty("href").GetString()
                : null;
        }

        Assert.Equal(25, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(25, names.Count);

        static int Length(JsonElement explanation) =>
            System.Text.Encoding.UTF8.GetByteCount(explanation.GetProperty("text").GetString()!)
                + explanation.GetProperty("tree").GetRawText().Length;
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("x")]
    public async Task What_is_no_event_is_refused(string body)
    {
        await using TestServer server = await TestServer.StartAsync();
        Assert.Equal(400, (await server.SendAsync(TestServer.Admin, "POST", Path, body)).Status);
    }
}
