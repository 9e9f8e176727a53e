using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Sweeping;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>A start under a clock that is wrong, or right again, neither loses nor holds up anything.</summary>
public sealed class ClockAtStartTests
{
    private static readonly string[] _strict =
        ["--Webhooks:Delivery:DisableAfter=1.00:00:00", "--Webhooks:Delivery:DisableAfterFailures=2"];

    public static TheoryData<TimeSpan> Steps =>
    [
        TimeSpan.FromDays(30), TimeSpan.FromDays(9), TimeSpan.FromHours(1),
        TimeSpan.FromHours(-1), TimeSpan.FromDays(-9), TimeSpan.FromDays(-30),

        // A clock without a battery: 1971.
        TimeSpan.FromDays(-20_000),
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Retries_come_and_their_webhook_stays_enabled(TimeSpan step)
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync(_strict);
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();

        await RestartAsync(server, step);
        server.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(2, (await server.Deliveries.CompletedAsync()).Delivery.Attempt);
        Assert.True((await server.GetAsync($"/api/v1/webhooks/{id}"))["enabled"].GetBoolean());

        await RestartAsync(server, TimeSpan.Zero);
        server.Time.Advance(TimeSpan.FromSeconds(37));
        Assert.Equal(3, (await server.Deliveries.CompletedAsync()).Delivery.Attempt);
        Answer webhook = await server.GetAsync($"/api/v1/webhooks/{id}");
        Assert.True(webhook["enabled"].GetBoolean());
        DateTimeOffset now = server.Time.GetUtcNow();
        Assert.InRange(webhook["health"].GetProperty("failingSince").GetDateTimeOffset(), now.AddMinutes(-1), now);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(9)]
    [InlineData(-30)]
    public async Task Nothing_is_deleted_for_its_age(int days)
    {
        var step = TimeSpan.FromDays(days);
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();

        foreach (TimeSpan difference in (TimeSpan[])[step, TimeSpan.Zero, step])
        {
            await RestartAsync(server, difference);
            Assert.Equal(0, await server.Deliveries.PrunedAsync());
            Assert.Equal(1, (await server.GetAsync($"/api/v1/webhooks/{id}/deliveries"))["data"].GetArrayLength());
            Answer again = await server.SendAsync(TestServer.Admin, "POST", "/api/v1/events", TestServer.Event("e1"));
            Assert.Equal(1, again["duplicates"].GetInt32());
        }
    }

    [Fact]
    public async Task What_is_old_is_deleted_once_a_later_time_has_lasted()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();

        await RestartAsync(server, TimeSpan.FromDays(9));
        Assert.Equal(0, await server.Deliveries.PrunedAsync());
        await SettleAsync(server);
        Assert.Equal(TimeSpan.Zero, Clock(server).Lead);
        while (await DeliveriesAsync() > 0)
        {
            server.Time.Advance(SweepingService.Interval);
        }

        async Task<int> DeliveriesAsync() => (await server.GetAsync($"/api/v1/webhooks/{id}/deliveries"))["data"].GetArrayLength();
    }

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    public async Task A_clock_that_is_mended_soon_is_followed_at_once(int days)
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync(_strict);
        await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();
        await RestartAsync(server, TimeSpan.FromDays(days));
        await server.Deliveries.CompletedAsync();

        server.Time.Step = TimeSpan.Zero;
        server.Time.Advance(ClockWatch.Interval);
        Assert.Equal(TimeSpan.FromDays(-days), await server.Deliveries.Shifted.WaitAsync(TimeSpan.FromMinutes(1)));
        server.Time.Advance(TimeSpan.FromSeconds(27));
        Assert.Equal(3, (await server.Deliveries.CompletedAsync()).Delivery.Attempt);
        Assert.Equal(server.Time.GetUtcNow(), Clock(server).GetUtcNow());
    }

    [Fact]
    public async Task A_clock_that_was_wrong_for_long_is_left_behind()
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync(_strict);
        string id = await server.CreateAsync(receiver.Url);
        await RestartAsync(server, TimeSpan.FromDays(30));
        await SettleAsync(server);
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();

        // Nobody knows yet which time is right: the clock goes on, and so do retries.
        await RestartAsync(server, TimeSpan.Zero);
        server.Time.Advance(TimeSpan.FromSeconds(7));
        await server.Deliveries.CompletedAsync();
        Assert.Equal(TimeSpan.FromDays(-30), Clock(server).Difference);

        receiver.Answering = _ => Task.CompletedTask;
        await PassAsync(server, () => server.Deliveries.Shifted.IsCompleted);
        while (await LastAsync() > server.Time.GetUtcNow() || Clock(server).Difference != TimeSpan.Zero)
        {
            server.Time.Advance(ClockWatch.Interval);
        }

        Answer list = await server.GetAsync($"/api/v1/webhooks/{id}/deliveries");
        string first = list["data"][0].GetProperty("id").GetString()!;
        Assert.Equal(200, (await server.GetAsync($"/api/v1/webhooks/{id}/deliveries/{first}")).Status);

        async Task<DateTimeOffset> LastAsync() => (await server.GetAsync($"/api/v1/webhooks/{id}/deliveries?sort=-triggeredAt"))["data"]
            .EnumerateArray().Max(attempt => attempt.GetProperty("triggeredAt").GetDateTimeOffset());
    }

    private static ServiceClock Clock(TestServer server) => server.Services.GetRequiredService<ServiceClock>();

    private static Task RestartAsync(TestServer server, TimeSpan step)
    {
        server.Time.Step = step;
        return server.RestartAsync();
    }

    private static Task SettleAsync(TestServer server) => PassAsync(server, () => Clock(server).Lead == TimeSpan.Zero);

    private static async Task PassAsync(TestServer server, Func<bool> isEnough)
    {
        // A request between two steps of the clock, so that the server gets its turn as well.
        for (int i = 0; i < 1_000 && !isEnough(); i++)
        {
            server.Time.Advance(ClockWatch.Interval);
            await server.GetAsync("/health");
        }

        Assert.True(isEnough());
    }
}
