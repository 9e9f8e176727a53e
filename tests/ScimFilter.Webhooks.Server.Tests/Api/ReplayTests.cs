using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>Events that a webhook has missed are sent to it.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Path = "/api/v1/webhooks";
    private const string Always = """{"since":"2026-03-01T00:00:00Z"}""";
    private const string DryRun = """{"since":"2026-03-01T00:00:00Z","dryRun":true}""";

    private Receiver _receiver = null!;
    private TestServer _server = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _server = await TestServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_came_while_a_webhook_was_disabled_is_counted_and_sent_once()
    {
        string id = await _server.CreateAsync(_receiver.Url, new { enabled = false });
        await PublishAsync("e1", "e2", "e3");
        await MatchedAsync();
        Assert.Equal(204, (await EnableAsync(id)).Status);
        await _server.PublishAsync("e4");
        Assert.Equal("e4", await DeliveredAsync());

        Answer count = await ReplayAsync(id, DryRun);
        Assert.Equal((200, "counted"), (count.Status, count["status"].GetString()));
        Assert.Equal("4/4/3", CountsOf(count));
        Assert.Equal(404, (await _server.GetAsync($"{Path}/{id}/actions/replay")).Status);

        Answer begun = await ReplayAsync(id, Always);
        Assert.Equal((202, $"{Path}/{id}/actions/replay"), (begun.Status, begun.Headers["Location"]));
        Assert.Equal(["e1", "e2", "e3"], (await DeliveredAsync(3)).Order(StringComparer.Ordinal));
        Assert.Equal("4/4/3", CountsOf(await DoneAsync(id)));

        // Everything was delivered by now.
        Assert.Equal("4/4/0", CountsOf(await ReplayAsync(id, DryRun)));
        Assert.Equal(202, (await ReplayAsync(id, Always)).Status);
        Assert.Equal("4/4/0", CountsOf(await DoneAsync(id)));
        Assert.False(_server.Deliveries.TryCompleted());
    }

    [Theory]
    [InlineData("08:00:00", "08:02:00", "1,2")]
    [InlineData("08:01:00", "08:03:00", "2,3")]
    [InlineData("08:00:01", null, "2,3")]
    [InlineData("08:00:00", "08:00:01", "1")]
    [InlineData("08:00:00", "20:00:00", "1,2,3")]
    public async Task Only_events_of_the_period_are_sent(string since, string? until, string expected)
    {
        string id = await _server.CreateAsync(_receiver.Url, new { enabled = false });
        for (int i = 1; i <= 3; i++)
        {
            await _server.PublishAsync($"{i}");
            await MatchedAsync();
            _server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await EnableAsync(id);
        string end = until is null ? "null" : $"\"2026-03-02T{until}Z\"";
        string[] events = expected.Split(',');
        Assert.Equal(202, (await ReplayAsync(id, $$"""{"since":"2026-03-02T{{since}}Z","until":{{end}}}""")).Status);
        Assert.Equal(events, (await DeliveredAsync(events.Length)).Order(StringComparer.Ordinal));
        Assert.Equal($"{events.Length}/{events.Length}/{events.Length}", CountsOf(await DoneAsync(id)));
    }

    [Fact]
    public async Task The_webhook_of_now_decides_what_it_receives()
    {
        string id = await _server.CreateAsync(
            _receiver.Url, new
            {
                enabled = false, level = "user", ownerId = "u1", eventTypes = (string[])["com.qlik.app.exported"],
                filter = "spaceId eq \"other\""
            });
        await _server.PublishAsync("mine", ",\"spaceid\":\"s1\",\"ownerid\":\"u1\"");
        await _server.PublishAsync("not mine", ",\"spaceid\":\"s1\",\"ownerid\":\"u2\"");
        await _server.PublishAsync("elsewhere", ",\"spaceid\":\"s2\",\"ownerid\":\"u1\"");
        await MatchedAsync();
        Assert.Equal("3/0/0", CountsOf(await ReplayAsync(id, DryRun)));
        await _server.SendAsync(TestServer.Admin, "PATCH", $"{Path}/{id}",
            """[{"op":"replace","path":"/eventTypes","value":["com.qlik.v1.app.created"]},{"op":"replace","path":"/filter","value":"spaceId eq \"s1\""}]""");
        Assert.Equal("3/1/1", CountsOf(await ReplayAsync(id, DryRun)));
        await EnableAsync(id);
        await ReplayAsync(id, Always);
        Assert.Equal("mine", await DeliveredAsync());
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_and_what_waits_is_left()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:RetryDelays:0=01:00:00");
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        string id = await server.CreateAsync(_receiver.Url);
        await server.PublishAsync("e1");
        DeliveryCompletion waits = await server.Deliveries.CompletedAsync();
        string path = $"{Path}/{id}/actions/replay";
        Assert.Equal("1/1/0", CountsOf(await server.SendAsync(TestServer.Admin, "POST", path, DryRun)));
        await server.Time.PassAsync(waits.DueAt - server.Time.GetUtcNow());
        Assert.Equal(DeliveryEnd.Failed, (await server.Deliveries.CompletedAsync()).End);
        Assert.Equal("1/1/1", CountsOf(await server.SendAsync(TestServer.Admin, "POST", path, DryRun)));
        _receiver.Answering = _ => Task.CompletedTask;
        await server.SendAsync(TestServer.Admin, "POST", path, Always);
        DeliveryCompletion again = await server.Deliveries.CompletedAsync();
        Assert.Equal((1, DeliveryEnd.Delivered), (again.Delivery.Attempt, again.End));
    }

    [Fact]
    public async Task A_replay_for_a_disabled_webhook_waits_until_it_is_enabled()
    {
        string id = await _server.CreateAsync(_receiver.Url, new { enabled = false });
        await PublishAsync("e1");
        await MatchedAsync();
        await ReplayAsync(id, Always);
        Assert.Equal("1/1/1", CountsOf(await DoneAsync(id)));
        Assert.False(_server.Deliveries.TryCompleted());
        await EnableAsync(id);
        Assert.Equal("e1", await DeliveredAsync());
    }

    [Fact]
    public async Task Other_tenants_and_other_webhooks_notice_nothing()
    {
        string id = await _server.CreateAsync(_receiver.Url, new { enabled = false });
        await _server.CreateAsync("http://127.0.0.1:1/", new { enabled = false });
        await _server.SendAsync(
            TestServer.Foreign, "POST", Path,
            $$"""{"url":"{{_receiver.Url}}","name":"f","enabled":true,"eventTypes":["com.qlik.app.deleted"]}""");
        await _server.SendAsync(TestServer.Foreign, "POST", "/api/v1/events", TestServer.Event("foreign"));
        await PublishAsync("e1");
        await MatchedAsync();
        await EnableAsync(id);
        await ReplayAsync(id, Always);
        Assert.Equal("e1", await DeliveredAsync());
        Assert.Equal("1/1/1", CountsOf(await DoneAsync(id)));
        Assert.False(_server.Deliveries.TryCompleted());
    }

    [Fact]
    public async Task A_period_with_too_many_events_is_refused_with_the_part_that_has_no_more()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Replay:MaxEvents=2");
        string id = await server.CreateAsync(_receiver.Url, new { enabled = false });
        foreach (string @event in (string[])["1", "2", "3"])
        {
            await server.PublishAsync(@event);
            server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await MatchedAsync(server);
        Answer answer = await server.SendAsync(TestServer.Admin, "POST", $"{Path}/{id}/actions/replay", DryRun);
        Assert.Equal((400, "WEBHOOKS-19"), (answer.Status, answer.Codes.Single()));
        string fits = answer["errors"][0].GetProperty("detail").GetString()!.Split(' ')
            .Single(word => word.StartsWith("2026", StringComparison.Ordinal));
        answer = await server.SendAsync(
            TestServer.Admin, "POST", $"{Path}/{id}/actions/replay",
            $$"""{"since":"2026-03-01T00:00:00Z","until":"{{fits}}","dryRun":true}""");
        Assert.Equal("2/2/2", CountsOf(answer));
        answer = await server.SendAsync(
            TestServer.Admin, "POST", $"{Path}/{id}/actions/replay", $$"""{"since":"{{fits}}","dryRun":true}""");
        Assert.Equal("1/1/1", CountsOf(answer));
    }

    [Theory]
    [InlineData("{}", "WEBHOOKS-2")]
    [InlineData("5", "WEBHOOKS-1")]
    [InlineData("""{"since":"yesterday"}""", "WEBHOOKS-3")]
    [InlineData("""{"since":"2026-03-02T08:00:00Z","until":"2026-03-02T07:00:00Z"}""", "WEBHOOKS-3")]
    [InlineData("""{"since":"2027-03-02T08:00:00Z"}""", "WEBHOOKS-3")]
    [InlineData("""{"since":"2026-03-02T08:00:00Z","dryRun":"yes"}""", "WEBHOOKS-1")]
    public async Task A_period_that_is_none_is_refused(string body, string code)
    {
        string id = await _server.CreateAsync(_receiver.Url);
        Answer answer = await ReplayAsync(id, body);
        Assert.Equal((400, code), (answer.Status, answer.Codes.Single()));
    }

    [Fact]
    public async Task Events_from_before_the_kept_history_are_left_out()
    {
        string id = await _server.CreateAsync(_receiver.Url, new { enabled = false });
        await PublishAsync("old");
        await MatchedAsync();
        _server.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        await PublishAsync("new");
        await MatchedAsync();
        Answer answer = await ReplayAsync(id, DryRun);
        Assert.Equal(("1/1/1", "2026-03-02T08:00:01.000Z"), (CountsOf(answer), answer["since"].GetString()));
    }

    private static string CountsOf(Answer answer) => string.Create(
        CultureInfo.InvariantCulture, $"{answer["events"].GetInt32()}/{answer["matches"].GetInt32()}/{answer["deliveries"].GetInt32()}");

    private Task<Answer> ReplayAsync(string id, string body) =>
        _server.SendAsync(TestServer.Admin, "POST", $"{Path}/{id}/actions/replay", body);

    private Task<Answer> EnableAsync(string id) =>
        _server.SendAsync(TestServer.Admin, "PATCH", $"{Path}/{id}", """[{"op":"replace","path":"/enabled","value":true}]""");

    private async Task PublishAsync(params string[] ids)
    {
        foreach (string id in ids)
        {
            await _server.PublishAsync(id);
        }
    }

    private async Task<string> DeliveredAsync() => (await _server.Deliveries.CompletedAsync()).Delivery.Event.Content.Id;

    private async Task<string[]> DeliveredAsync(int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
        {
            ids.Add(await DeliveredAsync());
        }

        return [.. ids];
    }

    private Task MatchedAsync() => MatchedAsync(_server);

    private static async Task MatchedAsync(TestServer server)
    {
        IEventStore events = server.Services.GetRequiredService<IEventStore>();
        while ((await events.ReadUnmatchedAsync(1, CancellationToken.None)).Count > 0)
        {
            await Task.Yield();
        }
    }

    private async Task<Answer> DoneAsync(string id)
    {
        while (true)
        {
            Answer answer = await _server.GetAsync($"{Path}/{id}/actions/replay");
            if (answer["status"].GetString() == "done")
            {
                return answer;
            }
        }
    }
}
