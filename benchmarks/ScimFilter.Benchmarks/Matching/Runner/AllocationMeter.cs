using ScimFilter.Benchmarks.Matching.Candidates;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Counts what a warm candidate allocates for an event.</summary>
internal static class AllocationMeter
{
    public static double BytesPerEvent(Candidate candidate) => BytesPerEvent(candidate, Math.Min(4_096, candidate.Events.Count));

    public static double BytesPerEvent(Candidate candidate, int count)
    {
        candidate.Run(0, count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        candidate.Run(0, count);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }
}
