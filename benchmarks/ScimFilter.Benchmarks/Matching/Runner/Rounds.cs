using System.Diagnostics;
using ScimFilter.Benchmarks.Matching.Candidates;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// Times candidates in turn, a slice of the events each, round after round: whatever disturbs the machine disturbs all alike.
/// In one round each has another slice, so that none finds the events in the cache because of the one before it.
/// </summary>
internal sealed class Rounds(Effort effort)
{
    private const int SlicesBetweenPauses = 16;
    private const int LongestWarmUp = 4;
    private const double Steady = 0.04;

    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(8);

    public Sample[] Measure(params IReadOnlyList<Candidate> candidates)
    {
        Turn[] turns = [.. candidates.Select(candidate => new Turn(candidate, Math.Min(effort.Slice, candidate.Events.Count), _slow))];
        WarmUp(turns);
        List<double>[] times = [.. turns.Select(_ => new List<double>(effort.Rounds))];
        for (int round = 0; round < effort.Rounds; round++)
        {
            for (int i = 0; i < turns.Length; i++)
            {
                times[i].Add(turns[i].Time(round + (i * SlicesBetweenPauses)));
            }
        }

        return [.. times.Select(values => Sample.Of(values))];
    }

    /// <summary>
    /// Runs candidates until their code is the final one: tiering up counts calls, waits for a tenth of a second in which nothing new
    /// was called, and compiles in the background; so there are pauses, and an end only when nothing gets faster any more.
    /// </summary>
    private void WarmUp(Turn[] turns)
    {
        var clock = Stopwatch.StartNew();
        double[] last = new double[turns.Length];
        bool isSteady = false;
        while (clock.Elapsed < effort.WarmUp || (!isSteady && clock.Elapsed < LongestWarmUp * effort.WarmUp))
        {
            isSteady = true;
            for (int i = 0; i < turns.Length; i++)
            {
                Turn turn = turns[i];
                double now = Enumerable.Range(0, SlicesBetweenPauses).Min(slice => turn.Time(slice));
                isSteady &= Math.Abs(now - last[i]) < Steady * now;
                last[i] = now;
            }

            Thread.Sleep(effort.Pause);
        }
    }
}
