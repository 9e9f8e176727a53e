using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>Matches some events together, step by step, so that they wait for memory together. Reused; not thread-safe.</summary>
internal sealed class BatchMatcher
{
    /// <summary>The number of events at once.</summary>
    public const int Size = 8;

    private readonly MatchContext[] _contexts;

    public BatchMatcher(KeyHasher hasher) => _contexts = [.. Enumerable.Range(0, Size).Select(_ => new MatchContext(hasher))];

    public MatchContext Context(int index) => _contexts[index];

    public void Read(int index, ReadOnlySpan<byte> utf8Event, IndexLayout layout, ReadLimits limits)
    {
        EventReader.Read(utf8Event, layout.Plan, _contexts[index].Slots, limits);
        _contexts[index].Begin(layout);
    }

    public void Match(int count, ReadOnlySpan<SegmentMatcher> segments)
    {
        ReadOnlySpan<MatchContext> contexts = _contexts.AsSpan(0, count);
        foreach (SegmentMatcher segment in segments)
        {
            foreach (MatchContext context in contexts)
            {
                segment.Probe(context);
            }

            foreach (MatchContext context in contexts)
            {
                segment.FindRecords(context);
            }

            foreach (MatchContext context in contexts)
            {
                segment.ReadRecords(context);
            }
        }
    }
}
