using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>Reads one element of a value path: an object like an event; a scalar offers itself as <c>value</c>.</summary>
internal static class ElementReader
{
    /// <summary>Reads the attributes of a plan into slots.</summary>
    /// <param name="slots">What holds the element.</param>
    /// <param name="element">The element.</param>
    /// <param name="plan">The attributes.</param>
    /// <param name="inner">Takes the values of the element.</param>
    /// <param name="limits">The limits of events.</param>
    /// <exception cref="EventFormatException">The element is beyond a limit.</exception>
    public static void Read(EventSlots slots, in Slot element, ReadPlan plan, EventSlots inner, ReadLimits limits)
    {
        if (element.Kind == ValueKind.Object)
        {
            EventReader.Read(slots.Text(element), plan, inner, limits with { Reading = EventReading.Full });
            return;
        }

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
