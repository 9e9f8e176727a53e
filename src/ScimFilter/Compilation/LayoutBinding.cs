using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>The constants of a filter with the slots of a layout that it shares with other filters. Immutable and thread-safe.</summary>
internal sealed class LayoutBinding
{
    public LayoutBinding(EventLayout layout, BoundFilter filter)
    {
        Layout = layout;
        Terms = [.. filter.Terms.Select(term => term with { Slot = layout.Plan.SlotOf(filter.Shape.ReadPlan.Requests[term.Slot - 1]) })];
    }

    public EventLayout Layout { get; }

    public Term[] Terms { get; }
}
