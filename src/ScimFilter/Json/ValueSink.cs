using ScimFilter.Ast;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>
/// What a value found in an event means for the slots: which take it, and what it says of presence. Shared by all readers.
/// </summary>
/// <remarks>Values are given by their place in the text of the slots.</remarks>
internal static class ValueSink
{
    private const SlotFlags Present = SlotFlags.HasValue | SlotFlags.Present;

    public static void AddString(EventSlots slots, ValueTarget target, int start, int length)
    {
        if (target.Slot >= 0)
        {
            slots.Add(target.Slot, ValueKind.String, length == 0 ? SlotFlags.HasValue : Present, start, length);
        }

        if (target.HasFurtherSlots)
        {
            AddFurther(slots, target, ValueKind.String, length == 0 ? SlotFlags.HasValue : Present, start, length);
        }
    }

    /// <summary>Adds a string with escapes.</summary>
    public static void AddEscaped(EventSlots slots, ValueTarget target, int start, int length)
    {
        (start, length) = slots.Source.Unescape(start, length);
        AddString(slots, target, start, length);
    }

    /// <summary>Adds a number, <c>true</c> or <c>false</c>; <c>null</c> is no value.</summary>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryAddScalar(EventSlots slots, ValueTarget target, int start, int length)
    {
        ReadOnlySpan<byte> text = slots.Source.Slice(start, length);
        ValueKind kind = KindOf(text);
        if (kind == ValueKind.None)
        {
            return text.SequenceEqual("null"u8);
        }

        if (target.Slot >= 0)
        {
            slots.Add(target.Slot, kind, Present, start, length);
        }

        AddFurther(slots, target, kind, Present, start, length);
        return true;
    }

    /// <summary>Notes that there is an object. It has no scalar value; its <c>value</c> member does.</summary>
    /// <param name="slots">The slots.</param>
    /// <param name="target">Where it was found.</param>
    /// <param name="json">Its text.</param>
    public static void SeeObject(EventSlots slots, ValueTarget target, ReadOnlySpan<byte> json)
    {
        if (target.Slot >= 0)
        {
            bool isPresent = (slots.Get(target.Slot).Flags & SlotFlags.Present) != 0 || ObjectPresence.IsPresent(json);
            slots.SetFlags(target.Slot, isPresent ? Present : SlotFlags.HasValue);
        }

        if (target.ElementSlot >= 0)
        {
            slots.SetFlags(target.ElementSlot, SlotFlags.HasValue);
        }
    }

    /// <summary>Adds an object as an element, whole.</summary>
    public static void AddElement(EventSlots slots, ValueTarget target, int start, int length)
    {
        if (target.ElementSlot >= 0)
        {
            slots.Add(target.ElementSlot, ValueKind.Object, SlotFlags.None, start, length);
        }
    }

    private static void AddFurther(EventSlots slots, ValueTarget target, ValueKind kind, SlotFlags flags, int start, int length)
    {
        if (target.OuterSlot >= 0)
        {
            slots.Add(target.OuterSlot, kind, SlotFlags.None, start, length);
        }

        if (target.ElementSlot >= 0)
        {
            slots.Add(target.ElementSlot, kind, flags, start, length);
        }
    }

    private static ValueKind KindOf(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("true"u8))
        {
            return ValueKind.True;
        }

        return text.SequenceEqual("false"u8) ? ValueKind.False
            : JsonNumber.TrySplit(text, out _) ? ValueKind.Number
            : ValueKind.None;
    }
}
