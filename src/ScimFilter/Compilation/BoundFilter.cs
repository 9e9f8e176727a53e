using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>A filter that can be evaluated: a shape with the constants of one filter. Immutable and thread-safe.</summary>
/// <param name="Shape">What all filters of the shape share.</param>
/// <param name="Terms">
/// The constants. Each has the number of its attribute's slot: of the shape's own plan, until <see cref="OnSlots"/>.
/// </param>
internal readonly record struct BoundFilter(FilterShape Shape, Term[] Terms)
{
    /// <summary>Evaluates the filter on an event whose slots have the numbers that <see cref="Terms"/> name.</summary>
    public bool Matches(EventSlots slots) => Shape.Evaluate(slots, Terms);

    /// <summary>
    /// Gives the filter over events that are read once for several filters. Only a filter over the slots of its shape can be moved.
    /// </summary>
    /// <param name="slots">The new number of each slot, in the order of the requests of the shape's plan.</param>
    public BoundFilter OnSlots(int[] slots) => this with { Terms = [.. Terms.Select(term => term with { Slot = slots[term.Slot - 1] })] };
}
