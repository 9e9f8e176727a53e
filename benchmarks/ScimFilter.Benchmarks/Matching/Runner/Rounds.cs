using System.Diagnostics;
using ScimFilter.Benchmarks.Matching.Candidates;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// Times candidates in turn, a slice of the events each, round after round: whatever disturbs the machine disturbs all alike.
/// In one round all see the same events, but for those so slow that they see a few only.
/// </summary>
internal sealed class Rounds(Effort effort)
{
    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(30);

    public Sample[] Measure(params IReadOnlyList<Candidate> candidates)
    {
        int slice = Math.Min(candidates[0].Events.Count, effort.Slice);
        int[] counts = [.. candidates.Select(candidate => WarmUp(candidate, slice))];
        List<double>[] times = [.. candidates.Select(_ => new List<double>(effort.Rounds))];
        int slices = candidates[0].Events.Count / slice;
        for (int round = 0; round < effort.Rounds; round++)
        {
            for (int i = 0; i < candidates.Count; i++)
            {
                int first = counts[i] == slice ? round % slices * slice : round % (slice / counts[i]) * counts[i];
                times[i].Add(Time(candidates[i], first, counts[i]));
            }
        }

        return [.. times.Select(values => Sample.Of(values))];
    }

    /// <summary>
    /// Runs a candidate until its code is the final one: tiering up counts calls, waits for a tenth of a second in which nothing new
    /// was called, and compiles in the background, so there are pauses.
    /// </summary>
    /// <returns>How many events make a slice for this candidate.</returns>
    private int WarmUp(Candidate candidate, int slice)
    {
        var clock = Stopwatch.StartNew();
        int count = 1;
        while (count < slice && Time(candidate, 0, count) * count < _slow.TotalNanoseconds / 4)
        {
            count = Math.Min(2 * count, slice);
        }

        for (int first = 0; clock.Elapsed < effort.WarmUp; first = (first + slice) % (candidate.Events.Count / slice * slice))
        {
            candidate.Run(first, count);
            if (clock.ElapsedMilliseconds % 3 == 0)
            {
                Thread.Sleep(effort.Pause);
            }
        }

        return count;
    }

    private static double Time(Candidate candidate, int first, int count)
    {
        long start = Stopwatch.GetTimestamp();
        candidate.Run(first, count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}
