using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Something that is timed over the events of a workload.</summary>
internal abstract class Candidate(string name, EventSet events)
{
    public string Name { get; } = name;

    public EventSet Events { get; } = events;

    /// <summary>Handles some events, which must be there.</summary>
    /// <returns>The number of matches, or of whatever keeps the work from being optimised away.</returns>
    public abstract long Run(int first, int count);
}
