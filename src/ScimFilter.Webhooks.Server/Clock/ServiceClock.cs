namespace ScimFilter.Webhooks.Server.Clock;

/// <summary>
/// The time of the service: a time at the start, and what has passed since by the monotonic clock. Setting the system's clock does not move
/// it; <see cref="Sweeping.StartingClock"/> decides with what time it starts, and <see cref="Sweeping.ClockWatch"/> when it follows the
/// system's. Thread-safe.
/// </summary>
internal sealed class ServiceClock(TimeProvider system) : TimeProvider
{
    private readonly DateTimeOffset _start = system.GetUtcNow();
    private readonly long _startedAt = system.GetTimestamp();
    private long _correction;
    private long _lead;

    /// <summary>Gets the time without corrections, for what ends with the process and must not end before its time: leases.</summary>
    public DateTimeOffset Steady => _start + system.GetElapsedTime(_startedAt);

    /// <summary>Gets the time of the system's clock.</summary>
    public DateTimeOffset Wall => system.GetUtcNow();

    /// <summary>Gets how far the system's clock is ahead; negative when it is behind.</summary>
    public TimeSpan Difference => Wall - GetUtcNow();

    /// <summary>
    /// Gets how far the clock is ahead of the time that has proved itself: it started so much later than when the service was last known to
    /// run. Zero once it has <see cref="Settle">settled</see>.
    /// </summary>
    public TimeSpan Lead => new(Interlocked.Read(ref _lead));

    /// <summary>Gets the time that has proved itself, for what cannot be undone: deleting what is old.</summary>
    public DateTimeOffset Settled => GetUtcNow() - Lead;

    public override long TimestampFrequency => system.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => Steady + new TimeSpan(Interlocked.Read(ref _correction));

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the clock at the start.</summary>
    public void Begin(ClockStart start)
    {
        Correct(start.Now - GetUtcNow());
        Interlocked.Exchange(ref _lead, (start.Now - start.Settled).Ticks);
    }

    /// <summary>Sets the clock.</summary>
    public void Correct(TimeSpan by) => Interlocked.Add(ref _correction, by.Ticks);

    /// <summary>Notes that the time of the clock has proved itself.</summary>
    public void Settle() => Interlocked.Exchange(ref _lead, 0);
}
