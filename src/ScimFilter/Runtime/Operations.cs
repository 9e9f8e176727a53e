using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>One test of a filter on one event.</summary>
internal delegate bool Operation(EventSlots slots, Term[] terms, int index);

/// <summary>The meaning of a comparison over all values of an attribute (RFC 7644 section 3.4.2.2): some value is enough.</summary>
internal static class Operations
{
    public static bool Any<TTest>(EventSlots slots, Term[] terms, int index)
        where TTest : IValueTest
    {
        ref readonly Term term = ref terms[index];
        ref readonly Slot first = ref slots.Get(term.Slot);
        return TTest.Holds(first.Kind, slots.Text(first), term.Operand)
            || (first.Next != 0 && AnyMore<TTest>(slots, first.Next, term.Operand));
    }

    /// <summary><c>eq null</c>: absent, null and an empty array are one state.</summary>
    public static bool HasNoValue(EventSlots slots, Term[] terms, int index) =>
        (slots.Get(terms[index].Slot).Flags & SlotFlags.HasValue) == 0;

    /// <summary><c>pr</c></summary>
    public static bool IsPresent(EventSlots slots, Term[] terms, int index) =>
        (slots.Get(terms[index].Slot).Flags & SlotFlags.Present) != 0;

    private static bool AnyMore<TTest>(EventSlots slots, int next, object? operand)
        where TTest : IValueTest
    {
        while (next != 0)
        {
            ref readonly Slot value = ref slots.GetMore(next);
            if (TTest.Holds(value.Kind, slots.Text(value), operand))
            {
                return true;
            }

            next = value.Next;
        }

        return false;
    }
}
