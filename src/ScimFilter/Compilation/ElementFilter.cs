using ScimFilter.Json;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>The filter of a value path. It reads one element after the other into the same slots. Immutable and thread-safe.</summary>
internal sealed class ElementFilter(BoundFilter filter, ReadLimits limits)
{
    /// <summary>Gets the constants of the filter.</summary>
    public Term[] Terms => filter.Terms;

    /// <summary><c>p[f]</c>: some single element of <c>p</c> satisfies the whole of <c>f</c>.</summary>
    public static bool AnyElement(EventSlots slots, Term[] terms, int index)
    {
        ref readonly Term term = ref terms[index];
        var elements = (ElementFilter)term.Operand!;
        ref readonly Slot first = ref slots.Get(term.Slot);
        if (first.Kind == ValueKind.None)
        {
            return false;
        }

        if (elements.Holds(slots, first))
        {
            return true;
        }

        for (int next = first.Next; next != 0;)
        {
            ref readonly Slot element = ref slots.GetMore(next);
            if (elements.Holds(slots, element))
            {
                return true;
            }

            next = element.Next;
        }

        return false;
    }

    private bool Holds(EventSlots slots, in Slot element)
    {
        EventSlots inner = slots.Elements;
        ElementReader.Read(slots, element, filter.Shape.ReadPlan, inner, limits);
        return filter.Matches(inner);
    }
}
