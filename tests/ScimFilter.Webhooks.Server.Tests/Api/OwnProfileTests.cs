using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Api;

/// <summary>A server for events of a product of one's own: schema and event types come from the configuration.</summary>
public sealed class OwnProfileTests
{
    private const string Schema =
        """{"id":"urn:example:orders","attributes":[{"name":"customer","caseExact":true,"paths":["data.customerId"]},{"name":"total","type":"decimal","paths":["data.total"]}]}""";

    [Fact]
    public async Task Filters_are_checked_and_matched_by_the_configured_schema()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["orders.json"], Schema);
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync(
            $"--Webhooks:FilterSchema={folder["orders.json"]}", "--Webhooks:BuiltInEventTypes=false",
            "--Webhooks:EventTypes:0:Name=order.placed");

        string[] types = ["order.placed"];
        await server.CreateAsync($"{receiver.Url}/large", new { eventTypes = types, filter = "customer eq \"c1\" and total ge 100" });
        await server.CreateAsync($"{receiver.Url}/small", new { eventTypes = types, filter = "customer eq \"c1\" and total lt 100" });
        await server.SendAsync(
            TestServer.Admin, "POST", "/api/v1/events",
            """{"specversion":"1.0","id":"1","source":"shop","type":"order.placed","data":{"customerId":"c1","total":250}}""");
        Assert.Equal("/large", (await receiver.NextAsync()).Path);

        object vendors = new { url = "https://a.example/", name = "x", eventTypes = types, filter = "spaceId eq \"s1\"" };
        Assert.Equal("WEBHOOKS-4", Assert.Single((await server.PostAsync("/api/v1/webhooks", vendors)).Codes));
        object unknown = new { url = "https://a.example/", name = "x", eventTypes = (string[])["com.qlik.app.created"] };
        Assert.Equal("WEBHOOKS-5", Assert.Single((await server.PostAsync("/api/v1/webhooks", unknown)).Codes));
        Answer check = await server.PostAsync(
            "/api/v1/webhooks/filter-checks", new { filter = "total ge 1 and customer sw \"c\"", explain = true });
        Assert.True(check["valid"].GetBoolean(), check.Text);
    }
}
