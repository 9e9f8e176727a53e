using ScimFilter.Benchmarks.Matching.Candidates;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>A candidate and the number of events that it is timed with at once: fewer when it is slow.</summary>
internal sealed class Turn
{
    private readonly Candidate _candidate;
    private readonly int _count;

    public Turn(Candidate candidate, int slice, TimeSpan slow)
    {
        _candidate = candidate;
        _count = slice;
        candidate.Run(0, 1);
        for (double each = Time(0, 1); _count > 1 && each * _count > slow.TotalNanoseconds * 4;)
        {
            _count /= 2;
            each = Math.Min(each, Time(0, Math.Min(_count, 8)));
        }
    }

    /// <summary>Runs the candidate over one of the slices, counted round and round.</summary>
    /// <returns>Nanoseconds per event.</returns>
    public double Time(int slice) => Time(slice % (_candidate.Events.Count / _count) * _count, _count);

    private double Time(int first, int count)
    {
        double start = ThreadClock.Nanoseconds;
        _candidate.Run(first, count);
        return (ThreadClock.Nanoseconds - start) / count;
    }
}
