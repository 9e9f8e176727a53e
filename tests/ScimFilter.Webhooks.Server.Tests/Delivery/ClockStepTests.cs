using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Sweeping;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Setting the clock of the system neither loses nor holds up anything.</summary>
public sealed class ClockStepTests
{
    public static TheoryData<TimeSpan> Steps =>
        [TimeSpan.FromDays(8), TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(-1),
            TimeSpan.FromDays(-400)];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_retry_comes_when_it_is_due_and_its_webhook_stays_enabled(TimeSpan step)
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync(
            "--Webhooks:Delivery:DisableAfter=1.00:00:00", "--Webhooks:Delivery:DisableAfterFailures=2");
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        DeliveryCompletion first = await server.Deliveries.CompletedAsync();

        TimeSpan wait = first.DueAt - server.Time.GetUtcNow();
        server.Time.Step = step;
        await server.Time.PassAsync(wait);
        DeliveryCompletion second = await server.Deliveries.CompletedAsync();
        Assert.Equal((2, DeliveryEnd.Retry), (second.Delivery.Attempt, second.End));

        // Meanwhile the sweeper looks for what is old.
        receiver.Answering = _ => Task.CompletedTask;
        await server.Time.PassAsync(second.DueAt - (server.Time.GetUtcNow() - step));
        Assert.Equal(DeliveryEnd.Delivered, (await server.Deliveries.CompletedAsync()).End);
        server.Time.Step = TimeSpan.Zero;
        Assert.True((await server.GetAsync($"/api/v1/webhooks/{id}"))["enabled"].GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_step_that_lasts_is_followed_and_due_times_with_it(TimeSpan step)
    {
        await using Receiver receiver = await Receiver.StartAsync(500);
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Delivery:RetryDelays:0=10:00:00");
        string id = await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        DeliveryCompletion first = await server.Deliveries.CompletedAsync();
        DateTimeOffset due = first.DueAt;

        server.Time.Step = step;
        for (int i = 0; i < 1_000 && !server.Deliveries.Shifted.IsCompleted; i++)
        {
            server.Time.Advance(ClockWatch.Interval);
            await Task.Yield();
        }

        Assert.Equal(step, await server.Deliveries.Shifted.WaitAsync(TimeSpan.FromMinutes(1)));
        receiver.Answering = _ => Task.CompletedTask;
        await server.Time.PassAsync(due - (server.Time.GetUtcNow() - step));
        DeliveryCompletion second = await server.Deliveries.CompletedAsync();
        Assert.Equal((2, DeliveryEnd.Delivered), (second.Delivery.Attempt, second.End));
        Assert.Equal(server.Time.GetUtcNow(), Clock(server).GetUtcNow());
        Assert.True((await server.GetAsync($"/api/v1/webhooks/{id}"))["enabled"].GetBoolean());
    }

    [Fact]
    public async Task Requests_are_refused_and_granted_by_time_that_passes()
    {
        await using TestServer server = await TestServer.StartAsync("--Webhooks:Tier1PerMinute=1");
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(200, await StatusAsync());
        }

        Assert.Equal(429, await StatusAsync());
        server.Time.Step = TimeSpan.FromDays(1);
        Assert.Equal(429, await StatusAsync());
        server.Time.Step = TimeSpan.FromDays(-1);
        Assert.Equal(429, await StatusAsync());
        server.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await StatusAsync());

        async Task<int> StatusAsync() => (await server.GetAsync("/api/v1/webhooks")).Status;
    }

    [Fact]
    public void Leases_are_measured_by_time_that_passes()
    {
        var time = new ObservedTime();
        var clock = new ServiceClock(time);
        DateTimeOffset start = clock.Steady;
        time.Step = TimeSpan.FromDays(1);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromDays(1), clock.Difference);
        clock.Correct(clock.Difference);
        Assert.Equal(time.GetUtcNow(), clock.GetUtcNow());
        Assert.Equal(start.AddSeconds(3), clock.Steady);
    }

    private static ServiceClock Clock(TestServer server) => server.Services.GetRequiredService<ServiceClock>();
}
