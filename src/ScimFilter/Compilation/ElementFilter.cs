using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>The filter of a value path. It reads one element after the other into the same slots. Immutable and thread-safe.</summary>
internal sealed class ElementFilter(BoundFilter filter, ReadLimits limits)
{
    private readonly ReadLimits _limits = limits with { Reading = EventReading.Full };

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

    /// <summary>An object is read like an event; a scalar offers itself as <c>value</c>.</summary>
    private bool Holds(EventSlots slots, in Slot element)
    {
        EventSlots inner = slots.Elements;
        ReadPlan plan = filter.Shape.ReadPlan;
        if (element.Kind == ValueKind.Object)
        {
            EventReader.Read(slots.Text(element), plan, inner, _limits);
        }
        else
        {
            inner.Reset(plan.SlotCount);
            inner.Source.Clear();
            foreach (PathNode node in plan.Root.Children)
            {
                if (string.Equals(node.Name, "value", StringComparison.OrdinalIgnoreCase))
                {
                    Offer(inner, node, element.Kind, slots.Text(element));
                }
            }

            plan.ResolveAlternatives(inner);
        }

        return filter.Matches(inner);
    }

    private static void Offer(EventSlots slots, PathNode node, ValueKind kind, ReadOnlySpan<byte> text)
    {
        int start = slots.Source.Append(text);
        if (kind == ValueKind.String)
        {
            ValueSink.AddString(slots, node, start, text.Length);
        }
        else
        {
            ValueSink.TryAddScalar(slots, node, start, text.Length);
        }
    }
}
