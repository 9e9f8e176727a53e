using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Server.Sweeping;

/// <summary>Moves the times in the database when the service's clock is set: a delay of five seconds stays one of five seconds.</summary>
internal sealed class StoredTimes(IDeliveryStore deliveries, SqliteClockStore clock, RetrySchedule schedule)
{
    /// <summary>Moves the times.</summary>
    /// <param name="now">The time of the service's clock once it is set.</param>
    /// <param name="due">By how much due times are moved. If it is negative, rows that are later than now are moved as well.</param>
    /// <param name="failing">By how much the times are moved since when webhooks fail.</param>
    public async Task MoveAsync(DateTimeOffset now, TimeSpan due, TimeSpan failing)
    {
        if (due != TimeSpan.Zero || failing != TimeSpan.Zero)
        {
            await deliveries.ShiftAsync(due, failing, CancellationToken.None);
        }

        if (due < TimeSpan.Zero)
        {
            await clock.RestampAsync(now, due, CancellationToken.None);
        }

        await deliveries.LimitDueAsync(LimitsAt(now), CancellationToken.None);
    }

    // Whatever set a time that is later than any delay or Retry-After makes it: the delivery waits for its delay, from now on.
    private List<DueLimit> LimitsAt(DateTimeOffset now)
    {
        List<DueLimit> limits = [new DueLimit(now + schedule.LongestDelayAfter(1), now)];
        for (int attempt = 1; attempt <= schedule.Delays.Length; attempt++)
        {
            limits.Add(new DueLimit(now + schedule.LongestDelayAfter(attempt), now + schedule.Delays[attempt - 1]));
        }

        return limits;
    }
}
