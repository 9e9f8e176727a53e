namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>
/// The time of the service: the system's time at the start, and what has passed since by the monotonic clock. Setting the system's clock
/// does not move it; <see cref="Sweeping.ClockWatch"/> decides when it follows. Thread-safe.
/// </summary>
internal sealed class ServiceClock(TimeProvider system) : TimeProvider
{
    private readonly DateTimeOffset _start = system.GetUtcNow();
    private readonly long _startedAt = system.GetTimestamp();
    private long _correction;

    /// <summary>Gets the time without corrections, for what ends with the process and must not end before its time: leases.</summary>
    public DateTimeOffset Steady => _start + system.GetElapsedTime(_startedAt);

    /// <summary>Gets how far the system's clock is ahead; negative when it is behind.</summary>
    public TimeSpan Difference => system.GetUtcNow() - GetUtcNow();

    public override long TimestampFrequency => system.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => Steady + new TimeSpan(Interlocked.Read(ref _correction));

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the clock.</summary>
    public void Correct(TimeSpan by) => Interlocked.Add(ref _correction, by.Ticks);
}
