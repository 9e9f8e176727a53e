namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>How long things are measured.</summary>
internal sealed record Effort
{
    public static Effort Thorough { get; } = new();

    public static Effort Quick { get; } = new()
    {
        Rounds = 64, Verified = 50, Evaluations = 5e6, LargeEvents = 16_384, Updates = 4_000, WarmUp = TimeSpan.FromSeconds(1),
        Reading = TimeSpan.FromSeconds(0.5), Churn = TimeSpan.FromSeconds(5),
    };

    /// <summary>Gets the effort that checks all answers and times next to nothing.</summary>
    public static Effort Dry { get; } = new()
    {
        Rounds = 1, Slice = 64, Verified = 64, Evaluations = 50e3, SmallEvents = 256, LargeEvents = 256, Updates = 64,
        WarmUp = TimeSpan.Zero, Pause = TimeSpan.Zero, Rest = TimeSpan.Zero,
        Reading = TimeSpan.FromSeconds(0.05), Churn = TimeSpan.FromSeconds(0.1),
    };

    public int Rounds { get; init; } = 256;

    /// <summary>Gets the least time that candidates run before they are timed.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Gets the number of events that one round times: about a millisecond, so that many rounds see no other process.</summary>
    public int Slice { get; init; } = 1_024;

    /// <summary>Gets the number of distinct events up to 10,000 subscriptions.</summary>
    public int SmallEvents { get; init; } = 4_096;

    /// <summary>Gets the number of distinct events beyond, so that none warms the caches for itself.</summary>
    public int LargeEvents { get; init; } = 65_536;

    /// <summary>Gets how many events are matched by brute force too.</summary>
    public int Verified { get; init; } = 500;

    /// <summary>Gets the most evaluations of a filter by brute force, where there are many filters.</summary>
    public double Evaluations { get; init; } = 20e6;

    public int Updates { get; init; } = 20_000;

    /// <summary>Gets the time for each phase with threads.</summary>
    public TimeSpan Reading { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets the pause before the memory of an index is measured: longer than any merge, which holds its part twice.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(1.5);

    public TimeSpan Churn { get; init; } = TimeSpan.FromMinutes(2);

    public int Events(int subscriptions) => subscriptions > 10_000 ? LargeEvents : SmallEvents;
}
