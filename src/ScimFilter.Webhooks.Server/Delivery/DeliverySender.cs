using System.Threading.Channels;
using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Claims deliveries that are due, as many of each webhook as its lane has room for, and makes their attempts. One loop decides; the
/// attempts run beside it. What it knows is hints: the truth is in the store, and is looked up at start and now and then.
/// </summary>
internal sealed partial class DeliverySender : IHostedService, IDisposable
{
    private const int LanesPerClaim = 256;

    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    private readonly Channel<LaneEnd> _ends = Channel.CreateUnbounded<LaneEnd>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly IDeliveryStore _store;
    private readonly WebhookDirectory _directory;
    private readonly DeliveryWorker _worker;
    private readonly LaneHints _hints;
    private readonly LaneTable _lanes;
    private readonly DeliveryOptions _options;
    private readonly WebhookMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliverySender> _logger;
    private Task _loop = Task.CompletedTask;

    public DeliverySender(
        IDeliveryStore store, WebhookDirectory directory, HealthBook health, DeliveryWorker worker, LaneHints hints,
        DeliveryOptions options,
        WebhookMetrics metrics, TimeProvider time, ILogger<DeliverySender> logger)
    {
        (_store, _directory, _worker, _hints, _options, _metrics, _time, _logger) =
            (store, directory, worker, hints, options, metrics, time, logger);
        _lanes = new LaneTable(directory, health, options);
        _directory.Changed += WakeLane;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Claims no more, lets what is on its way end, and breaks off what takes longer than it may; that is due again at once.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _directory.Changed -= WakeLane;
        await _stopping.CancelAsync();
        using (var drain = new CancellationTokenSource(_options.DrainTimeout, _time))
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(drain.Token, cancellationToken))
        using (either.Token.Register(_aborting.Cancel))
        {
            await _loop;
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private void WakeLane(WebhookKey key) => _hints.Due(key, _time.GetUtcNow());

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                TakeNews();
                if (!await ClaimAsync())
                {
                    await WaitAsync();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // Deliveries are stored and can wait until whatever failed is well again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ClaimFailed(exception);
                await Task.Delay(_afterFailure, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // What is on its way ends by itself, or is broken off.
        while (_lanes.UnderWay > 0)
        {
            End(await _ends.Reader.ReadAsync());
        }
    }

    private void TakeNews()
    {
        while (_ends.Reader.TryRead(out LaneEnd end))
        {
            End(end);
        }

        while (_hints.Reader.TryRead(out LaneDue due))
        {
            _lanes.Due(due);
        }
    }

    private async Task<bool> ClaimAsync()
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<LaneClaim> claims = _lanes.TakeReady(now, LanesPerClaim);
        if (claims.Count == 0)
        {
            return false;
        }

        IReadOnlyList<ClaimedLane> claimed;
        try
        {
            claimed = await _store.ClaimAsync(claims, now, now + _options.Lease, CancellationToken.None);
        }
        catch
        {
            claims.ForEach(claim => _lanes.Due(new LaneDue(claim.Webhook, now)));
            throw;
        }

        foreach (ClaimedLane lane in claimed)
        {
            bool wasIdle = _lanes.Claimed(lane);
            _metrics.LaneChanged(lane.Deliveries.Count, wasIdle ? 1 : 0);
            foreach (ClaimedDelivery delivery in lane.Deliveries)
            {
                _ = DeliverAsync(delivery);
            }
        }

        return true;
    }

    private async Task DeliverAsync(ClaimedDelivery delivery)
    {
        // Off the loop at once: the next attempt must not wait for the building of this one.
        await Task.Yield();
        LaneEnd end = await _worker.DeliverAsync(delivery, _aborting.Token);
        _ends.Writer.TryWrite(end);
    }

    private void End(LaneEnd end)
    {
        bool isIdle = _lanes.End(end);
        _metrics.LaneChanged(-1, isIdle ? -1 : 0);
    }

    private async Task WaitAsync()
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task ends = _ends.Reader.WaitToReadAsync(woken.Token).AsTask();
        Task hints = _hints.Reader.WaitToReadAsync(woken.Token).AsTask();
        if (_lanes.NextReady is not { } ready)
        {
            await Task.WhenAny(ends, hints);
        }
        else if (ready - _time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.WhenAny(ends, hints, Task.Delay(WholeMilliseconds(wait), _time, woken.Token));
        }

        await woken.CancelAsync();
        await Task.WhenAll(ends, hints).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A delay drops parts of milliseconds; the loop would turn idly through the last one.
    private static TimeSpan WholeMilliseconds(TimeSpan wait) =>
        wait < _longestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : _longestWait;

    [LoggerMessage(LogLevel.Error, "Deliveries could not be claimed; trying again.")]
    private partial void ClaimFailed(Exception exception);
}
