namespace ScimFilter.Webhooks.Server.Clock;

/// <summary>
/// What time it is at a start: a decision between the system's clock and the time that was written down. It depends on nothing else.
/// </summary>
/// <param name="Now">The time with which the service's clock starts.</param>
/// <param name="Settled">The time by which old rows are deleted until the clock has proved itself.</param>
/// <param name="Due">By how much due times, and times of rows that are later than now, are moved; zero or negative.</param>
/// <param name="Failing">By how much the times are moved since when webhooks fail.</param>
internal readonly record struct ClockStart(DateTimeOffset Now, DateTimeOffset Settled, TimeSpan Due, TimeSpan Failing)
{
    /// <summary>The longest time between the last mark and a start that raises no question.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    /// <summary>A clock that is back by less has drifted.</summary>
    public static readonly TimeSpan Drift = TimeSpan.FromSeconds(1);

    /// <summary>Decides.</summary>
    /// <param name="mark">What was written down last.</param>
    /// <param name="wall">The time of the system's clock.</param>
    public static ClockStart Of(ClockMark mark, DateTimeOffset wall)
    {
        // Time does not go back: the system's clock is wrong now, or it was wrong before. Until that is known, time goes on from where it
        // was.
        TimeSpan gap = wall - mark.Settled;
        DateTimeOffset now = gap < -Drift ? mark.Settled : wall;
        if (gap <= Gap)
        {
            // If the clock had jumped at the last start, it has been set right meanwhile.
            TimeSpan back = mark.Settled - mark.Now;
            return new ClockStart(now, now, back, back);
        }

        // The service was stopped for long, or the clock is wrong. What became due meanwhile is due, but nobody has failed meanwhile.
        TimeSpan step = wall - mark.Now;
        bool isBack = step < -Drift;
        return new ClockStart(now, mark.Settled, isBack ? step : TimeSpan.Zero, isBack || step > Gap ? step : TimeSpan.Zero);
    }
}
