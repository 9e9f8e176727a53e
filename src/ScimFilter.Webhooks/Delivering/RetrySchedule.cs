using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Delivering;

/// <summary>When deliveries that failed are tried again. A pure function of what it is given. Immutable and thread-safe.</summary>
public sealed record RetrySchedule
{
    /// <summary>Gets the default: 10 further attempts over about a day.</summary>
    public static RetrySchedule Default { get; } = new();

    /// <summary>
    /// Gets the time before each further attempt. Default: 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, 4 h, 8 h, 8 h, which makes about
    /// 24 hours.
    /// </summary>
    public ImmutableArray<TimeSpan> Delays { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    /// <summary>Gets how far chance moves a delay, as a part of it in either direction: 0 to 1. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Jitter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 0.2;

    /// <summary>
    /// Gets the shortest delay after a sign of overload, 429, 502, 504 or no answer in time, when the receiver does not say itself for how
    /// long to wait. Default: one minute.
    /// </summary>
    public TimeSpan OverloadDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the longest <c>Retry-After</c> that is honoured; a longer one counts as this. Default: eight hours.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Decides what follows an attempt.</summary>
    /// <param name="attempt">The number of the attempt, from one.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="chance">A number from 0 (inclusive) to 1 (exclusive), drawn anew for each decision.</param>
    public RetryStep Decide(int attempt, AttemptOutcome outcome, DateTimeOffset now, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        if (outcome.IsSuccess)
        {
            return new RetryStep(RetryDecision.Delivered, now);
        }

        if (outcome.IsGone)
        {
            return new RetryStep(RetryDecision.Disable, now);
        }

        // An event that cannot be read now cannot be read later.
        return attempt > Delays.Length || !outcome.ConcernsReceiver
            ? new RetryStep(RetryDecision.GiveUp, now)
            : new RetryStep(RetryDecision.Retry, now + DelayAfter(attempt, outcome, chance));
    }

    /// <summary>Gives the longest time for which a delivery waits for its next attempt, whatever the receiver answered.</summary>
    /// <param name="attempt">The number of the attempt that was made, from one. Behind the last delay, the last one counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public TimeSpan LongestDelayAfter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        TimeSpan scheduled = Delays.IsEmpty ? TimeSpan.Zero : Delays[Math.Min(attempt, Delays.Length) - 1];
        TimeSpan own = (scheduled > OverloadDelay ? scheduled : OverloadDelay) * (1 + Jitter);
        TimeSpan asked = MaxRetryAfter * (1 + (Jitter / 10));
        return own > asked ? own : asked;
    }

    private TimeSpan DelayAfter(int attempt, AttemptOutcome outcome, double chance)
    {
        TimeSpan delay = Delays[attempt - 1] * (1 + (Jitter * ((2 * chance) - 1)));
        if (outcome.IsOverload && outcome.RetryAfter is null && delay < OverloadDelay)
        {
            delay = OverloadDelay * (1 + (Jitter * chance));
        }

        // Chance only adds to what the receiver asked for.
        TimeSpan asked = (outcome.RetryAfter ?? TimeSpan.Zero) < MaxRetryAfter ? outcome.RetryAfter ?? TimeSpan.Zero : MaxRetryAfter;
        return delay < asked ? asked * (1 + (Jitter * chance / 10)) : delay;
    }
}
