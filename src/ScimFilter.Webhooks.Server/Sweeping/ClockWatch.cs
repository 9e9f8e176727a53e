using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Server.Sweeping;

/// <summary>
/// Compares the service's clock with the system's. Differences below a second are followed: clocks drift. A larger one is a step: somebody
/// or something set the system's clock, or the machine was asleep. It is logged, and followed once it has lasted for five minutes; what is
/// due, and since when webhooks fail, is moved by as much, so that a delay of five seconds stays one of five seconds. A clock that started
/// ahead of the time that was written down settles when it has lasted as long. The time is written down every minute and at the end.
/// </summary>
internal sealed partial class ClockWatch(
    ServiceClock clock, StoredTimes times, SqliteClockStore marks, LaneTable lanes, LaneHints hints, HealthBook health,
    ILogger<ClockWatch> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private TimeSpan _step;

    // Since when the step lasts, or the service's clock agrees with the system's.
    private long _seenAt;
    private long _markedAt;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not when the start failed: then the clock is the system's, which nobody has compared with anything.
        if (ExecuteTask is not null)
        {
            await MarkAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _seenAt = _markedAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CompareAsync();
                if (clock.GetElapsedTime(_markedAt) >= SqliteClockStore.Interval)
                {
                    await MarkAsync();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task CompareAsync()
    {
        TimeSpan difference = clock.Difference;
        if (difference.Duration() < ClockStart.Drift)
        {
            clock.Correct(difference);
            await AgreeAsync();
        }
        else if (IsMended(difference))
        {
            await FollowAsync(difference);
        }
        else if (_step == default || (difference - _step).Duration() >= ClockStart.Drift)
        {
            StepNoticed(clock.Wall, clock.GetUtcNow(), Patience);
            (_step, _seenAt) = (difference, clock.GetTimestamp());
        }
        else if (clock.GetElapsedTime(_seenAt) >= Patience)
        {
            await FollowAsync(difference);
        }
    }

    // The system's clock was ahead at the start, and is back where it belongs.
    private bool IsMended(TimeSpan difference) =>
        clock.Lead > TimeSpan.Zero && difference + clock.Lead is var gap && gap > -ClockStart.Drift && gap <= ClockStart.Gap;

    private async Task AgreeAsync()
    {
        if (_step != default)
        {
            StepEnded(_step);
            (_step, _seenAt) = (default, clock.GetTimestamp());
        }

        if (clock.Lead > TimeSpan.Zero && clock.GetElapsedTime(_seenAt) >= Patience)
        {
            clock.Settle();
            Settled(clock.GetUtcNow());
            await MarkAsync();
        }
    }

    // In the order in which nothing is due too early while the store is busy with it.
    private async Task FollowAsync(TimeSpan step)
    {
        DateTimeOffset now = clock.Wall;
        if (step < TimeSpan.Zero)
        {
            clock.Correct(step);
        }

        try
        {
            await times.MoveAsync(now, step, step);
        }
#pragma warning disable CA1031 // Times that could not be moved are those of some deliveries; the service goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            MovingFailed(step, exception);
        }

        if (step > TimeSpan.Zero)
        {
            clock.Correct(step);
        }

        clock.Settle();
        lanes.Shift(step);
        health.Shift(step);
        hints.News.Set();
        _step = default;
        StepFollowed(step);
        await MarkAsync();
    }

    private async Task MarkAsync()
    {
        _markedAt = clock.GetTimestamp();
        try
        {
            await marks.WriteAsync(new ClockMark(clock.GetUtcNow(), clock.Settled), CancellationToken.None);
        }
#pragma warning disable CA1031 // The last one that was written is as good, but for its age.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            MarkFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "The system's clock was set: it shows {Wall:u} at {Now:u}. The service keeps its own time, and follows when the difference has "
        + "lasted for {Patience}.")]
    private partial void StepNoticed(DateTimeOffset wall, DateTimeOffset now, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "The system's clock is back from its difference of {Step}.")]
    private partial void StepEnded(TimeSpan step);

    [LoggerMessage(LogLevel.Warning, "The service's clock has followed the system's by {Step}.")]
    private partial void StepFollowed(TimeSpan step);

    [LoggerMessage(LogLevel.Information, "The clock has lasted since the start; what is too old by {Now:u} is deleted.")]
    private partial void Settled(DateTimeOffset now);

    [LoggerMessage(LogLevel.Error, "The times in the database could not be moved by {Step}.")]
    private partial void MovingFailed(TimeSpan step, Exception exception);

    [LoggerMessage(LogLevel.Error, "The time could not be written down for the next start.")]
    private partial void MarkFailed(Exception exception);
}
