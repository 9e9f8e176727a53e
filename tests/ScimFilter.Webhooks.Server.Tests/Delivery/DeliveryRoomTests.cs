using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Deliveries that take long, for whatever reason, leave capacity for those of other webhooks.</summary>
public sealed class DeliveryRoomTests : IAsyncLifetime
{
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_dead_receiver_holds_up_no_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        _receiver.Answering = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await server.CreateAsync(_receiver.Url);
        await using Receiver other = await Receiver.StartAsync();
        await server.CreateAsync(other.Url);
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"e{i}")];
        Answer answer = await server.SendAsync(
            TestServer.Admin, "POST", "/api/v1/events", $"[{string.Join(',', ids.Select(id => TestServer.Event(id)))}]");
        Assert.Equal(202, answer.Status);
        for (int i = 0; i < ids.Length; i++)
        {
            await other.NextAsync();
            Assert.True((await server.Deliveries.CompletedAsync()).Attempt.Succeeded);
        }
    }

    [Fact]
    public async Task Receivers_that_hang_hold_up_no_other_though_they_fill_all_the_capacity()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:MaxConcurrency=1");
        var hanging = new TaskCompletionSource();
        _receiver.Answering = _ => hanging.Task;
        await using Receiver other = await Receiver.StartAsync();
        await server.CreateAsync(other.Url, new { filter = """spaceId eq "answers" """ });
        for (int i = 0; i < 3; i++)
        {
            await server.CreateAsync(_receiver.Url, new { filter = $"spaceId eq \"hangs{i}\"" });
            await server.PublishAsync($"e{i}", $",\"spaceid\":\"hangs{i}\"");
            await _receiver.NextAsync();
            await server.Time.PassAsync(LaneTable.Fast);
        }

        await server.PublishAsync("e", ""","spaceid":"answers" """);
        await other.NextAsync();
        hanging.SetResult();
    }

    [Fact]
    public async Task What_waits_for_the_disk_holds_up_no_other()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:MaxConcurrency=1");
        var storing = new TaskCompletionSource();
        server.Deliveries.Completing = storing.Task;
        await using Receiver other = await Receiver.StartAsync();
        await server.CreateAsync(_receiver.Url, new { filter = """spaceId eq "first" """ });
        await server.CreateAsync(other.Url, new { filter = """spaceId eq "second" """ });
        await server.PublishAsync("e1", ""","spaceid":"first" """);
        await _receiver.NextAsync();
        await server.PublishAsync("e2", ""","spaceid":"second" """);
        await other.NextAsync();
        Assert.False(server.Deliveries.TryCompleted());

        storing.SetResult();
        Assert.True((await server.Deliveries.CompletedAsync()).Attempt.Succeeded);
        Assert.True((await server.Deliveries.CompletedAsync()).Attempt.Succeeded);
    }
}
