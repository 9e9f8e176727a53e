using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>A shape with the constants of one filter. Immutable and thread-safe.</summary>
internal sealed class BoundFilter(FilterShape shape, Term[] terms)
{
    public FilterShape Shape => shape;

    public Term[] Terms => terms;

    public bool Matches(EventSlots slots) => shape.Evaluate(slots, terms);
}
