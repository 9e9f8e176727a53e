using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Sweeping;

/// <summary>
/// Compares the service's clock with the system's. Differences below a second are followed: clocks drift. A larger one is a step: somebody
/// or something set the system's clock, or the machine was asleep. It is logged, and followed once it has lasted for five minutes; what is
/// due, and since when webhooks fail, is moved by as much, so that a delay of five seconds stays one of five seconds.
/// </summary>
internal sealed partial class ClockWatch(
    ServiceClock clock, IDeliveryStore store, LaneTable lanes, LaneHints hints, HealthBook health, ILogger<ClockWatch> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _drift = TimeSpan.FromSeconds(1);

    private TimeSpan _step;
    private long _seenAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CompareAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task CompareAsync()
    {
        TimeSpan difference = clock.Difference;
        if (difference.Duration() < _drift)
        {
            if (_step != default)
            {
                StepEnded(_step);
            }

            _step = default;
            clock.Correct(difference);
        }
        else if (_step == default || (difference - _step).Duration() >= _drift)
        {
            StepNoticed(difference, Patience);
            (_step, _seenAt) = (difference, clock.GetTimestamp());
        }
        else if (clock.GetElapsedTime(_seenAt) >= Patience)
        {
            await FollowAsync(difference);
        }
    }

    // In the order in which nothing is due too early while the store is busy with it.
    private async Task FollowAsync(TimeSpan step)
    {
        try
        {
            if (step > TimeSpan.Zero)
            {
                await store.ShiftAsync(step, CancellationToken.None);
                clock.Correct(step);
            }
            else
            {
                clock.Correct(step);
                await store.ShiftAsync(step, CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // Times that could not be moved are those of some deliveries; the service goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ShiftFailed(step, exception);
        }

        lanes.Shift(step);
        health.Shift(step);
        hints.News.Set();
        _step = default;
        StepFollowed(step);
    }

    [LoggerMessage(LogLevel.Warning,
        "The system's clock was set by {Step}. The service keeps its own time, and follows when the difference has lasted for {Patience}.")]
    private partial void StepNoticed(TimeSpan step, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "The system's clock is back from its difference of {Step}.")]
    private partial void StepEnded(TimeSpan step);

    [LoggerMessage(LogLevel.Warning, "The service's clock has followed the system's by {Step}.")]
    private partial void StepFollowed(TimeSpan step);

    [LoggerMessage(LogLevel.Error, "The due times of deliveries could not be moved by {Step}.")]
    private partial void ShiftFailed(TimeSpan step, Exception exception);
}
