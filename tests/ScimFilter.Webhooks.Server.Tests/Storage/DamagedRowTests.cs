using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>One damaged row neither stops the service nor hides the others, at the start and while it runs.</summary>
public sealed class DamagedRowTests
{
    public static TheoryData<string, string> WebhookDamages() => new()
    {
        { "sealed = zeroblob(60)", "secrets" },
        { "sealed = zeroblob(1)", "secrets" },
        { "sealed = (SELECT sealed FROM webhooks WHERE name = 'other')", "secrets" },
        { "url = 'no url'", "url" },
        { "url = 'ftp://a.example/'", "url" },
        { "event_types = '[null]'", "event types" },
        { "event_types = '{'", "event types" },
        { "headers = 'null'", "headers" },
        { "filter = 'a eq'", "filter" },
        { "level = 7, origin = -1", "level, origin" },
    };

    [Theory]
    [MemberData(nameof(WebhookDamages))]
    public async Task A_damaged_webhook_counts_as_disabled_and_can_be_repaired(string damage, string parts)
    {
        await using var receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        await server.CreateAsync(receiver.Url + "/other", new { name = "other", secret = "s" });
        string id = await server.CreateAsync(
            receiver.Url + "/damaged", new { name = "damaged", secret = "s", filter = "spaceId eq \"s1\"" });
        await ExecuteAsync(
            server, $"UPDATE webhooks SET {damage}, updated_at = -5, created_at = 9223372036854775807 WHERE name = 'damaged'");
        await AssertSetAsideAsync(server, id, parts);
        await server.RestartAsync();
        await AssertSetAsideAsync(server, id, parts);
        await server.PublishAsync("e1", ""","spaceid":"s1" """);
        Assert.Equal("/other", (await receiver.NextAsync()).Path);
        Assert.Equal(
            200, (await server.SendAsync(TestServer.Admin, "POST", "/api/v1/webhooks/event-checks", TestServer.Event("e2"))).Status);
        Answer repaired = await server.SendAsync(
            TestServer.Admin, "PUT", $"/api/v1/webhooks/{id}",
            $$"""{"name":"damaged","url":"{{receiver.Url}}/damaged","enabled":true,"secret":"new","eventTypes":["com.qlik.app.created"]}""");
        Assert.True(repaired.Status is 200 or 204, repaired.Text);
        await server.PublishAsync("e3");
        string[] paths = [(await receiver.NextAsync()).Path, (await receiver.NextAsync()).Path];
        Assert.Equal(["/damaged", "/other"], paths.Order(StringComparer.Ordinal));
        Assert.Equal(204, (await server.SendAsync(TestServer.Admin, "DELETE", $"/api/v1/webhooks/{id}")).Status);
    }

    [Fact]
    public async Task Damaged_deliveries_and_events_hide_no_others()
    {
        await using var receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync(receiver.Url);
        for (int i = 0; i < 5; i++)
        {
            await server.PublishAsync($"e{i}");
            await receiver.NextAsync();
            await server.Deliveries.CompletedAsync();
        }

        await ExecuteAsync(
            server,
            "UPDATE attempts SET request_headers = 'x', response_headers = '[{}]', shape = 9, status = -3 WHERE number = 1;"
            + "UPDATE attempts SET id = x'00' WHERE number = 2;"
            + "UPDATE events SET shape = 9 WHERE position = 3;"
            + "INSERT INTO deliveries VALUES (1, 900, 0, -7, -7, 0), (1, 901, 0, 99999999999, 9223372036854775807, 0);"
            + "INSERT INTO health VALUES (1, 99999999999, -9);"
            + "INSERT INTO api_keys VALUES (x'0123', 't1', 'u', '{', -1)");
        await server.RestartAsync();
        Answer list = await server.GetAsync($"/api/v1/webhooks/{id}/deliveries");
        Assert.True(list.Status == 200, list.Text);
        Assert.Equal(4, list.Data("id").Length);
        await server.PublishAsync("more");
        Assert.Contains("\"more\"", System.Text.Encoding.UTF8.GetString((await receiver.NextAsync()).Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x'00'")]
    [InlineData("x''")]
    [InlineData("substr(body, 1, 30)")]
    [InlineData("CAST('[]' AS BLOB)")]
    [InlineData("CAST('5' AS BLOB)")]
    public async Task The_delivery_of_an_event_that_is_damaged_is_given_up_with_a_reason(string damage)
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:RetryDelays:0=00:01:00");
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        DeliveryCompletion first = await server.Deliveries.CompletedAsync();
        Assert.Equal(DeliveryEnd.Retry, first.End);
        await receiver.NextAsync();
        await ExecuteAsync(server, $"UPDATE events SET body = {damage}");
        receiver.Answering = _ => Task.CompletedTask;
        await server.Time.PassAsync(first.DueAt - server.Time.GetUtcNow());
        DeliveryCompletion second = await server.Deliveries.CompletedAsync();
        Assert.Equal((DeliveryEnd.Failed, 2, null), (second.End, second.Delivery.Attempt, second.Health));
        Answer list = await server.GetAsync($"/api/v1/webhooks/{id}/deliveries");
        Assert.True(list.Status == 200, list.Text);
        Assert.StartsWith(
            "The stored event e1 at position 1 is damaged and was not sent: ", list.Data("statusMessage")[0], StringComparison.Ordinal);

        // What is sound goes out as before, and the attempt counts as no failure of the receiver.
        await server.PublishAsync("e2");
        Assert.Contains("\"e2\"", System.Text.Encoding.UTF8.GetString((await receiver.NextAsync()).Body), StringComparison.Ordinal);
        Assert.Equal(DeliveryEnd.Delivered, (await server.Deliveries.CompletedAsync()).End);
    }

    [Fact]
    public async Task A_stored_header_that_cannot_be_sent_is_a_failed_attempt()
    {
        await using var receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync(receiver.Url);
        await ExecuteAsync(server, """UPDATE webhooks SET headers = '{"x-a":"ends with a space "}'""");
        await server.RestartAsync();
        await server.PublishAsync("e1");
        Assert.Equal(DeliveryEnd.Retry, (await server.Deliveries.CompletedAsync()).End);
        Assert.Contains(
            "x-a", (await server.GetAsync($"/api/v1/webhooks/{id}/deliveries")).Data("statusMessage")[0], StringComparison.Ordinal);
    }

    private static async Task AssertSetAsideAsync(TestServer server, string id, string parts)
    {
        Answer list = await server.GetAsync("/api/v1/webhooks?sort=name");
        Assert.True(list.Status == 200, list.Text);
        Assert.Equal(["damaged", "other"], list.Data("name"));
        Answer one = await server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.True(one.Status == 200, one.Text);
        Assert.False(one["enabled"].GetBoolean());
        Assert.Equal("UNREADABLE", one["disabledReasonCode"].GetString());
        Assert.EndsWith($": {parts}.", one["disabledReason"].GetString(), StringComparison.Ordinal);
        Assert.Equal(["other"], (await server.GetAsync("/api/v1/webhooks?eventTypes=com.qlik.app.created&name=other")).Data("name"));
    }

    private static async Task ExecuteAsync(TestServer server, string sql) =>
        await server.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
        session => sql.Split(';', StringSplitOptions.RemoveEmptyEntries).Sum(statement => session.Execute(statement)),
        CancellationToken.None);
}
