using ScimFilter.Json;

namespace ScimFilter;

/// <summary>
/// The attributes of a set of filters, so that an event is read once for all of them. Immutable and thread-safe.
/// </summary>
public sealed class EventLayout
{
    /// <summary>Creates the layout that some filters need.</summary>
    /// <param name="filters">Filters of one compiler; at least one.</param>
    /// <exception cref="ArgumentException">There is no filter, or they are of several compilers.</exception>
    public EventLayout(params IEnumerable<CompiledFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var requests = new HashSet<SlotRequest>();
        FilterCompiler? compiler = null;
        foreach (CompiledFilter filter in filters)
        {
            compiler ??= filter.Compiler;
            if (!ReferenceEquals(compiler, filter.Compiler))
            {
                throw new ArgumentException("The filters must be of one compiler.", nameof(filters));
            }

            requests.UnionWith(filter.Requests);
        }

        Limits = compiler?.Limits ?? throw new ArgumentException("A layout needs a filter.", nameof(filters));
        Plan = new ReadPlan([.. requests]);
    }

    internal ReadPlan Plan { get; }

    internal ReadLimits Limits { get; }
}
