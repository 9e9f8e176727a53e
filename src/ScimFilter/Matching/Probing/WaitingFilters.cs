using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Filters that are left to be evaluated on an event. All are asked for before any is evaluated, a reference deeper each time: they
/// lie anywhere in memory, and waiting for one after the other would take longer than everything else. Reused; not thread-safe.
/// </summary>
internal sealed class WaitingFilters
{
    /// <summary>So many filters are in a cache anyway.</summary>
    private const int FewFilters = 1 << 12;

    private List<(int Posting, int Filter)> _waiting = [];

    /// <summary>Adds the filter of a posting.</summary>
    public void Add(int posting, int filter, ResidualFilter[] filters)
    {
        Prefetch.Line(ref Unsafe.As<ResidualFilter, byte>(ref filters[filter]));
        _waiting.Add((posting, filter));
    }

    /// <summary>Forgets all, and gives back memory when it is much.</summary>
    public void Trim()
    {
        _waiting.Clear();
        if (_waiting.Capacity > KeptMemory.MostBytes / (2 * sizeof(int)))
        {
            _waiting = [];
        }
    }

    /// <summary>Evaluates them, and adds the subscriptions of those that hold.</summary>
    public void Evaluate(ResidualFilter[] filters, MatchContext context)
    {
        Span<(int Posting, int Filter)> waiting = CollectionsMarshal.AsSpan(_waiting);
        if (filters.Length > FewFilters)
        {
            Ask(waiting, filters);
        }

        int last = -1;
        if (context.Keys.HasSeveral)
        {
            // An event may reach one subscription by many of its keys, which have one filter.
            waiting.Sort(static (left, right) => left.Filter.CompareTo(right.Filter));
        }

        foreach ((int posting, int filter) in waiting)
        {
            if (filter == last)
            {
                continue;
            }

            last = filter;
            bool holds = filters[filter].Matches(context);
            ((posting & 1) != 0 ? context.Candidates : context.Hits).AddIf(holds, posting >> 1);
        }

        _waiting.Clear();
    }

    private static void Ask(ReadOnlySpan<(int Posting, int Filter)> waiting, ResidualFilter[] filters)
    {
        foreach ((_, int filter) in waiting)
        {
            Prefetch.Object(filters[filter].Terms);
        }

        foreach ((_, int filter) in waiting)
        {
            foreach (ref readonly Term term in filters[filter].Terms.AsSpan())
            {
                Prefetch.Object(term.Operand);
            }
        }

        foreach ((_, int filter) in waiting)
        {
            foreach (ref readonly Term term in filters[filter].Terms.AsSpan())
            {
                Prefetch.Object((term.Operand as Literal)?.Utf8);
            }
        }
    }
}
