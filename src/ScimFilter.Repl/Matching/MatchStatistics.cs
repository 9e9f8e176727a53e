using System.Globalization;

namespace ScimFilter.Repl.Matching;

/// <summary>The figures of a run.</summary>
internal sealed class MatchStatistics
{
    private TimeSpan _matchTime;
    private long _events;
    private long _matches;

    public int Subscriptions { get; set; }

    public TimeSpan LoadTime { get; set; }

    /// <summary>Gets or sets the managed memory that the subscriptions take.</summary>
    public long Bytes { get; set; }

    public void AddEvent(TimeSpan time, int matches)
    {
        _matchTime += time;
        _events++;
        _matches += matches;
    }

    /// <summary>Gives a figure a line, each with its unit.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        subscriptions: {Subscriptions}
        load time: {LoadTime.TotalMilliseconds:0.0} ms
        bytes/subscription: {Ratio(Bytes, Subscriptions):0}
        events: {_events}
        matches: {_matches}
        ns/event: {Ratio(_matchTime.TotalNanoseconds, _events):0}

        """);

    private static double Ratio(double total, long count) => count == 0 ? 0 : total / count;
}
