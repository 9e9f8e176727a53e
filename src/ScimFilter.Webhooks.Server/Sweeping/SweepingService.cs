using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Sweeping;

/// <summary>Sees to what nobody else does: leases that ended, hints that were lost, and what is too old to keep.</summary>
internal sealed partial class SweepingService(
    IDeliveryStore store, LaneTable table, LaneHints lanes, IntakeSignal intake, RateLimits limits, WebhooksOptions options,
    ServiceClock time,
    ILogger<SweepingService> logger)
    : BackgroundService
{
    private const int PruneBatch = 500;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await SweepOnceAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync(stoppingToken);
        }
#pragma warning disable CA1031 // The next round may do better.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            SweepFailed(exception);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        int returned = await store.ReturnExpiredAsync(time.Steady, cancellationToken);
        if (returned > 0)
        {
            LeasesReturned(returned);
        }

        foreach (LaneDue due in await store.ReadDueAsync(cancellationToken))
        {
            lanes.Due(due.Webhook, due.DueAt);
        }

        intake.Stored.Set();
        limits.Sweep();
        table.Sweep(time.GetUtcNow());
        DateTimeOffset settled = time.Settled;
        var retention = new Retention(settled - options.History, settled - options.EventIds) { Now = time.GetUtcNow() };
        while (await store.PruneAsync(retention, PruneBatch, cancellationToken) > 0)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} deliveries were claimed and not completed in time; they are due again.")]
    private partial void LeasesReturned(int count);

    [LoggerMessage(LogLevel.Error, "Sweeping failed; trying again later.")]
    private partial void SweepFailed(Exception exception);
}
