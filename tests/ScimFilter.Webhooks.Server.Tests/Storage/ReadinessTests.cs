using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>The service is ready when it can store events, and at no other time.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_server_whose_disk_is_full_is_not_ready_until_events_fit_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        SqliteDatabase database = server.Services.GetRequiredService<SqliteDatabase>();
        await AssertReadyAsync(server, null);

        // A probe still fits, and events do not.
        await database.WriteAsync(session => session.Execute("PRAGMA max_page_count=1"), CancellationToken.None);
        Assert.Equal(503, (await PublishAsync(server, "full")).Status);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await AssertReadyAsync(server, "full");
        await database.WriteAsync(session => session.Execute("PRAGMA max_page_count=1000000"), CancellationToken.None);
        Assert.Equal(202, (await PublishAsync(server, "afterwards")).Status);
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await AssertReadyAsync(server, "full");
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await AssertReadyAsync(server, null);
    }

    [Fact]
    public async Task A_server_that_cannot_write_is_not_ready()
    {
        await using TestServer server = await TestServer.StartAsync();
        SqliteDatabase database = server.Services.GetRequiredService<SqliteDatabase>();
        await database.WriteAsync(session => session.Execute("PRAGMA query_only=ON"), CancellationToken.None);
        await AssertReadyAsync(server, "cannot be written to");
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await AssertReadyAsync(server, "cannot be written to");
    }

    [Fact]
    public async Task A_server_whose_database_is_deleted_is_not_ready()
    {
        await using TestServer server = await TestServer.StartAsync();
        File.Delete(server.Services.GetRequiredService<DataFolder>().DatabasePath);
        await AssertReadyAsync(server, "deleted");
    }

    private static Task<Answer> PublishAsync(TestServer server, string id) => server.SendAsync(
        TestServer.Admin, "POST", "/api/v1/events", TestServer.Event(id, $$""","data":"{{new string('x', 100_000)}}" """));

    private static async Task AssertReadyAsync(TestServer server, string? reason)
    {
        Answer answer = await server.GetAsync("/ready");
        Assert.Equal(reason is null ? 200 : 503, answer.Status);
        Assert.Equal(reason is null ? "ready" : "not ready", answer["status"].GetString());
        if (reason is not null)
        {
            Assert.Contains(reason, answer["reason"].GetString(), StringComparison.Ordinal);
        }
    }
}
