using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>Matches events against snapshots of an index, with memory from a pool. Thread-safe; takes no lock.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="hasher">The hasher of the index.</param>
/// <param name="limits">The limits of an event.</param>
internal sealed class EventMatcher<TId>(KeyHasher hasher, ReadLimits limits)
    where TId : notnull
{
    private readonly ContextPool _contexts = new(hasher);
    private BatchMatcher<TId>? _batch;

    /// <summary>Gets the number of events and checks so far.</summary>
    public (long Events, long ResidualChecks) Totals => _contexts.Totals;

    /// <summary>Matches an event.</summary>
    /// <returns>The matches, which hold a context of the pool until they are disposed of.</returns>
    public SubscriptionMatches<TId> Match<TEvent>(Snapshot<TId> snapshot, TEvent source)
        where TEvent : IEventSource, allows ref struct
    {
        MatchContext context = _contexts.Rent();
        try
        {
            source.Read(snapshot.Layout.Plan, context.Slots, limits);
        }
        catch
        {
            _contexts.Return(context, context.Lease);
            throw;
        }

        return Match(snapshot, context);
    }

    /// <summary>Finds the match with the lowest priority, and of several the one whose id comes first.</summary>
    /// <returns>Whether there is a match.</returns>
    public bool TryMatchFirst<TEvent>(Snapshot<TId> snapshot, TEvent source, [MaybeNullWhen(false)] out TId id)
        where TEvent : IEventSource, allows ref struct
    {
        MatchContext context = _contexts.Rent();
        try
        {
            source.Read(snapshot.Layout.Plan, context.Slots, limits);
            return TryMatchFirst(snapshot, context, out id);
        }
        finally
        {
            _contexts.Return(context, context.Lease);
        }
    }

    /// <summary>Matches several events. See <see cref="BatchMatcher{TId}.Match"/>.</summary>
    public void Match(Snapshot<TId> snapshot, IReadOnlyList<ReadOnlyMemory<byte>> events, Action<int, TId> found)
    {
        BatchMatcher<TId> batch = Interlocked.Exchange(ref _batch, null) ?? new BatchMatcher<TId>(hasher);
        try
        {
            batch.Match(snapshot, events, limits, found);
        }
        finally
        {
            _contexts.Count(batch.End());
        }

        Volatile.Write(ref _batch, batch);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryMatchFirst(Snapshot<TId> snapshot, MatchContext context, [MaybeNullWhen(false)] out TId id)
    {
        context.Begin(snapshot.Layout);
        var first = new FirstMatch<TId>();
        foreach (SnapshotSegment<TId> segment in snapshot.Segments)
        {
            new FirstMatcher<TId>(segment, snapshot.Layout.Templates).Match(context, ref first);
        }

        return first.TryGet(out id);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SubscriptionMatches<TId> Match(Snapshot<TId> snapshot, MatchContext context)
    {
        context.Begin(snapshot.Layout);
        SnapshotSegment<TId>[] segments = snapshot.Segments;
        Template[] templates = snapshot.Layout.Templates;
        for (int i = 0; i < segments.Length; i++)
        {
            new SegmentMatcher(segments[i].View, templates).Match(context, segments[i].WithIds.Ids);
        }

        return new SubscriptionMatches<TId>(_contexts, context, segments);
    }
}
