using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Groups of events against an index. Counts are to be whole groups.</summary>
internal sealed class IndexBatch : Candidate
{
    public const int GroupSize = 64;

    private readonly SubscriptionIndex<string> _index;
    private readonly ReadOnlyMemory<byte>[][] _groups;
    private readonly Action<int, string> _found;
    private long _matches;

    public IndexBatch(EventSet events, SubscriptionIndex<string> index)
        : base("index, batch", events)
    {
        _index = index;
        _groups = [.. Enumerable.Range(0, events.Count).Select(i => events[i]).Chunk(GroupSize)];
        _found = (_, _) => _matches++;
    }

    public override long Run(int first, int count)
    {
        long before = _matches;
        for (int i = first / GroupSize; i < (first + count) / GroupSize; i++)
        {
            _index.Match(_groups[i], _found);
        }

        return _matches - before;
    }
}
