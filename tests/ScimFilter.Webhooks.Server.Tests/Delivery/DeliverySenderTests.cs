using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>The loop that claims, without attempts.</summary>
public sealed class DeliverySenderTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Events_that_wait_for_capacity_hear_of_a_claim_that_brought_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var database = new SqliteDatabase(folder["webhooks.db"]);
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var store = new ObservedDeliveries(new SqliteDeliveryStore(database));
        var directory = new WebhookDirectory(new FakeWebhooks(), new WebhookMatcher());
        await directory.LoadAsync(CancellationToken.None);
        var hints = new LaneHints();
        var options = new DeliveryOptions { MaxConcurrency = 1 };
        var lanes = new LaneTable(directory, options, new WebhookMetrics(services.GetRequiredService<IMeterFactory>()));
        using var sender = new DeliverySender(
            store, directory, new HealthBook(), worker: null!, hints, lanes, options, new ServiceClock(TimeProvider.System),
            NullLogger<DeliverySender>.Instance);
        await sender.StartAsync(CancellationToken.None);

        var answer = new TaskCompletionSource();
        store.Claiming = answer.Task;
        hints.Due(new WebhookKey("t1", "w0"), DateTimeOffset.UnixEpoch);
        await store.ClaimedAsync();
        Task capacity = sender.CapacityAsync(CancellationToken.None).AsTask();
        Assert.False(capacity.IsCompleted);

        answer.SetResult();
        await capacity.WaitAsync(_patience);
        await sender.StopAsync(CancellationToken.None);
    }
}
