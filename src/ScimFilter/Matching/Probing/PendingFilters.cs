using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Json.Slots;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// The residual filters that one event has to pass. Their constants lie anywhere in memory, so all are prefetched before the first is
/// evaluated, one reference deeper in each pass. Reused from event to event; not thread-safe.
/// </summary>
internal sealed class PendingFilters
{
    private List<(int Posting, int Filter)> _pending = [];

    /// <summary>Filters by the priorities of their subscriptions.</summary>
    private List<(int Priority, int Filter, int Subscription)> _ranked = [];

    /// <summary>Adds the filter of a posting, and prefetches it.</summary>
    public void Add(int posting, int filter, ResidualFilter[] filters)
    {
        Prefetch.Line(ref Unsafe.As<ResidualFilter, byte>(ref filters[filter]));
        _pending.Add((posting, filter));
    }

    /// <summary>Removes all, and frees a large array.</summary>
    public void Trim()
    {
        _pending.Clear();

        // An id that cannot be compared ends an evaluation with an exception, which leaves these behind.
        _ranked.Clear();
        if (_pending.Capacity > KeptMemory.MostBytes / (2 * sizeof(int)))
        {
            _pending = [];
            _ranked = [];
        }
    }

    /// <summary>Removes all.</summary>
    public void Clear() => _pending.Clear();

    /// <summary>
    /// Evaluates all filters, and adds the subscriptions whose filter holds to the hits, or to the candidates if repeatable.
    /// </summary>
    public void Evaluate(ResidualFilter[] filters, MatchContext context)
    {
        Span<(int Posting, int Filter)> pending = CollectionsMarshal.AsSpan(_pending);
        if (filters.Length > Thresholds.PrefetchedFilters)
        {
            PrefetchConstants(pending, filters);
        }

        int last = -1;
        if (context.Values.HasSeveral)
        {
            // An event may reach one subscription by many keys whose postings share a filter. Sorting brings them together.
            pending.Sort(static (left, right) => left.Filter.CompareTo(right.Filter));
        }

        foreach ((int posting, int filter) in pending)
        {
            if (filter == last)
            {
                continue;
            }

            last = filter;
            bool holds = Matches(filters[filter], context);
            (RecordFormat.IsRepeatable(posting) ? context.Candidates : context.Hits).AddIf(holds, RecordFormat.SubscriptionOf(posting));
        }

        _pending.Clear();
    }

    /// <summary>
    /// Evaluates filters from the lowest priority to the highest, until none can give a better match than the best one.
    /// </summary>
    /// <param name="segment">The segment of the postings.</param>
    /// <param name="context">The event.</param>
    /// <param name="first">The best match.</param>
    /// <returns>The number of filters that were evaluated.</returns>
    public int EvaluateFirst<TId>(SnapshotSegment<TId> segment, MatchContext context, ref FirstMatch<TId> first)
        where TId : notnull
    {
        Rank(segment, first);
        ResidualFilter[] filters = segment.WithIds.Segment.Filters;
        (int Number, bool Holds) last = (-1, false);
        int evaluated = 0;
        foreach ((int priority, int filter, int subscription) in _ranked)
        {
            if (first.IsBetterThanAll(priority))
            {
                break;
            }

            if (!first.IsBeatenBy(segment, subscription))
            {
                continue;
            }

            if (filter != last.Number)
            {
                last = (filter, Matches(filters[filter], context));
                evaluated++;
            }

            if (last.Holds)
            {
                first.Set(segment, subscription);
            }
        }

        _ranked.Clear();
        return evaluated;
    }

    /// <summary>Sorts the filters of those subscriptions that would be better than the best match.</summary>
    private void Rank<TId>(SnapshotSegment<TId> segment, in FirstMatch<TId> first)
        where TId : notnull
    {
        foreach ((int posting, int filter) in _pending)
        {
            int subscription = RecordFormat.SubscriptionOf(posting);
            if (first.IsBeatenBy(segment, subscription))
            {
                _ranked.Add((segment.WithIds.Priorities.Of(subscription), filter, subscription));
            }
        }

        _pending.Clear();

        // Postings that share a filter become neighbours.
        CollectionsMarshal.AsSpan(_ranked).Sort(static (left, right) =>
            left.Priority != right.Priority ? left.Priority.CompareTo(right.Priority) : left.Filter.CompareTo(right.Filter));
    }

    private static bool Matches(in ResidualFilter filter, MatchContext context) =>
        (filter.Types is null || context.Values.HasTypeIn(filter.Types))
            && (filter.Filter.Shape is null || filter.Filter.Matches(context.Slots));

    private static void PrefetchConstants(ReadOnlySpan<(int Posting, int Filter)> pending, ResidualFilter[] filters)
    {
        foreach ((_, int filter) in pending)
        {
            Prefetch.Object(filters[filter].Filter.Terms);
        }

        foreach ((_, int filter) in pending)
        {
            foreach (ref readonly Term term in filters[filter].Filter.Terms.AsSpan())
            {
                Prefetch.Object(term.Operand);
            }
        }

        foreach ((_, int filter) in pending)
        {
            foreach (ref readonly Term term in filters[filter].Filter.Terms.AsSpan())
            {
                Prefetch.Object((term.Operand as Literal)?.Utf8);
            }
        }
    }
}
