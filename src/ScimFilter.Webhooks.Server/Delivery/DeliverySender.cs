using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// Claims deliveries that are due, as many of each webhook as its lane has capacity for, and makes their attempts; also of those that the
/// matcher claimed as it created them. One loop claims; the attempts run beside it. In memory it has only hints of what is due: the store
/// is authoritative, and is read at start and from time to time.
/// </summary>
internal sealed partial class DeliverySender : IHostedService, IDisposable
{
    private const int LanesPerClaim = 256;

    // Of the attempts, before other work of the thread pool has its turn.
    private const int StepsPerTurn = 4;

    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    // Attempts become ready by the hundred, when many are claimed or a transaction ends, and requests of callers would wait behind all
    // of them in the queue of the thread pool. This scheduler keeps them in a queue of its own, has as many entries in the pool's as
    // there are processors, and queues these again behind the others after some steps.
    private readonly TaskScheduler _attempts =
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount, StepsPerTurn).ConcurrentScheduler;

    private readonly WakeUp _capacity = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly IDeliveryStore _store;
    private readonly WebhookDirectory _directory;
    private readonly HealthBook _health;
    private readonly DeliveryWorker _worker;
    private readonly LaneHints _hints;
    private readonly LaneTable _lanes;
    private readonly DeliveryOptions _options;
    private readonly ServiceClock _time;
    private readonly ILogger<DeliverySender> _logger;
    private Task _loop = Task.CompletedTask;

    public DeliverySender(
        IDeliveryStore store, WebhookDirectory directory, HealthBook health, DeliveryWorker worker, LaneHints hints, LaneTable lanes,
        DeliveryOptions options, ServiceClock time, ILogger<DeliverySender> logger)
    {
        (_store, _directory, _health, _worker, _hints, _lanes, _options, _time, _logger) =
            (store, directory, health, worker, hints, lanes, options, time, logger);
        _directory.Changed += WakeLane;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Stops claiming and waits for the attempts under way. Those that outlast the drain timeout are cancelled and due again at once.
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

    /// <summary>Gets a value indicating whether deliveries should be created now rather than later.</summary>
    public bool WantsDeliveries => _lanes.WantsDeliveries;

    /// <summary>Waits until deliveries should be created: those under way take all the capacity, and events can wait as they are.</summary>
    public async ValueTask CapacityAsync(CancellationToken cancellationToken)
    {
        while (!_lanes.WantsDeliveries)
        {
            await _capacity.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes capacity for a delivery that is about to be created, so that it can be claimed at once.</summary>
    /// <returns>Whether there is; then the delivery is to be begun, or the capacity given back.</returns>
    public bool TryReserve(WebhookKey webhook, DateTimeOffset now) => _lanes.TryReserve(webhook, now);

    /// <summary>Gives back capacity for a delivery that does not begin.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="dueAt">When something of it is due; null when that is not known.</param>
    public void Return(WebhookKey webhook, DateTimeOffset? dueAt)
    {
        _lanes.Return(webhook, dueAt);
        WakeBoth();
    }

    /// <summary>Begins the attempt of a claimed delivery that has its capacity.</summary>
    public void Begin(ClaimedDelivery delivery) =>
        _ = Task.Factory.StartNew(() => DeliverAsync(delivery), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _attempts);

    // A changed URL is another receiver, and enabling a webhook means that its receiver is to be tried: both clear holds and failures.
    private void WakeLane(Webhook? before, Webhook after)
    {
        var key = new WebhookKey(after.TenantId, after.Id);
        if (before is not null && after.Enabled && (!before.Enabled || before.Url != after.Url))
        {
            _health.Forget(key);
            _hints.Release(key);
        }
        else
        {
            _hints.Due(key, _time.GetUtcNow());
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ReadHintsAsync();

                if (!await ClaimAsync())
                {
                    await WaitAsync();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // The deliveries are stored; the next round claims them again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                ClaimFailed(exception);
                await Task.Delay(_afterFailure, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Waits for the attempts under way; StopAsync cancels those that outlast the drain timeout.
        _lanes.Close();
        _capacity.Set();
        while (_lanes.UnderWay > 0)
        {
            await _hints.News.WaitAsync(CancellationToken.None);
        }
    }

    private async Task ReadHintsAsync()
    {
        while (_hints.Reader.TryRead(out LaneHint hint))
        {
            DateTimeOffset dueAt = hint.DueAt ?? _time.GetUtcNow();
            if (hint.Releases)
            {
                await ReleaseAsync(hint, dueAt);
            }

            _lanes.Due(new LaneDue(hint.Webhook, dueAt));
            _capacity.Set();
        }
    }

    private async Task ReleaseAsync(LaneHint hint, DateTimeOffset now)
    {
        _lanes.Reset(hint.Webhook);
        try
        {
            await _store.HastenAsync(hint.Webhook, now, CancellationToken.None);
        }
        catch
        {
            _hints.Release(hint.Webhook);
            throw;
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
            claimed = await _store.ClaimAsync(claims, now, _time.Steady + _options.Lease, CancellationToken.None);
        }
        catch
        {
            claims.ForEach(claim => _lanes.NotClaimed(claim, now));
            throw;
        }

        foreach (ClaimedLane lane in claimed)
        {
            _lanes.Claimed(lane);
            foreach (ClaimedDelivery delivery in lane.Deliveries)
            {
                Begin(delivery);
            }
        }

        // A claim may bring less than it had capacity for.
        _capacity.Set();
        return true;
    }

    private async Task DeliverAsync(ClaimedDelivery delivery)
    {
        var pass = new LanePass(delivery.Webhook);
        Task<DateTimeOffset?> delivering = _worker.DeliverAsync(delivery, Answered, _aborting.Token);
        try
        {
            await delivering.WaitAsync(LaneTable.Fast, _time);
        }
        catch (TimeoutException)
        {
            _lanes.Slow(pass);
            WakeBoth();
        }

        _lanes.End(pass, await delivering);
        WakeBoth();

        void Answered(AttemptResult result)
        {
            if (_lanes.Answered(pass, result))
            {
                _hints.Release(delivery.Webhook);
            }

            WakeBoth();
        }
    }

    private void WakeBoth()
    {
        _capacity.Set();
        if (_lanes.HasWaiting || _stopping.IsCancellationRequested)
        {
            _hints.News.Set();
        }
    }

    private async Task WaitAsync()
    {
        if (_lanes.NextTime is not { } next)
        {
            await _hints.News.WaitAsync(_stopping.Token);
        }
        else if (next - _time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            using var passed = new CancellationTokenSource(WholeMilliseconds(wait), _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(passed.Token, _stopping.Token);
            try
            {
                await _hints.News.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
            {
                // The time has come.
            }
        }
    }

    // A delay drops parts of milliseconds; the loop would turn idly through the last one.
    private static TimeSpan WholeMilliseconds(TimeSpan wait) =>
        wait < _longestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : _longestWait;

    [LoggerMessage(LogLevel.Error, "Deliveries could not be claimed; trying again.")]
    private partial void ClaimFailed(Exception exception);
}
