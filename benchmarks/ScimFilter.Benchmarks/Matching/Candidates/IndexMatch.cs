using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>One event after the other against an index, from bytes to keys.</summary>
internal sealed class IndexMatch(string name, EventSet events, SubscriptionIndex<string> index) : Candidate(name, events)
{
    private string? _last;

    /// <summary>Gets the key seen last, so that reading keys is not optimised away.</summary>
    public string? Last => _last;

    public override long Run(int first, int count)
    {
        long matches = 0;
        string? last = null;
        for (int i = first; i < first + count; i++)
        {
            foreach (string key in index.Match(Events.Span(i)))
            {
                last = key;
                matches++;
            }
        }

        _last = last;
        return matches;
    }
}
