using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Server.Sweeping;

/// <summary>
/// Starts the service's clock: compares the system's with the time that was written down, before anything else reads or stores a time.
/// </summary>
internal sealed partial class StartingClock(ServiceClock clock, SqliteClockStore marks, StoredTimes times, ILogger<StartingClock> logger)
{
    /// <summary>Starts the clock and moves the times in the database where they do not fit.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset wall = clock.Wall;
        ClockMark mark = await marks.ReadAsync(cancellationToken) ?? new ClockMark(wall, wall);
        ClockStart start = ClockStart.Of(mark, wall);
        clock.Begin(start);
        Tell(mark, wall, start);
        try
        {
            await times.MoveAsync(start.Now, start.Due, start.Failing);
            await marks.WriteAsync(new ClockMark(start.Now, start.Settled), CancellationToken.None);
        }
#pragma warning disable CA1031 // On a full disk, for example: the service starts, and its readiness says that it cannot store anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            MovingFailed(exception);
        }
    }

    private void Tell(ClockMark mark, DateTimeOffset wall, ClockStart start)
    {
        if (start.Now > wall)
        {
            StartedBack(wall, mark.Settled, ClockWatch.Patience);
        }
        else if (start.Settled < start.Now)
        {
            StartedAhead(wall, mark.Settled, ClockWatch.Patience);
        }
        else if (start.Due < TimeSpan.Zero)
        {
            SetRight(wall, mark.Now);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "The system's clock shows {Wall:u}, and the service ran last at {Known:u}: it goes on from there, and follows the system's clock "
        + "when the difference has lasted for {Patience}.")]
    private partial void StartedBack(DateTimeOffset wall, DateTimeOffset known, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning,
        "The system's clock shows {Wall:u}, and the service ran last at {Known:u}: nothing is deleted for its age until this time has "
        + "lasted for {Patience}, and webhooks did not fail in between.")]
    private partial void StartedAhead(DateTimeOffset wall, DateTimeOffset known, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning,
        "The system's clock shows {Wall:u}, and showed {Known:u} when the service ran last, which was wrong: the times that were stored "
        + "meanwhile are set back.")]
    private partial void SetRight(DateTimeOffset wall, DateTimeOffset known);

    [LoggerMessage(LogLevel.Error, "The times in the database could not be compared with the clock or moved.")]
    private partial void MovingFailed(Exception exception);
}
