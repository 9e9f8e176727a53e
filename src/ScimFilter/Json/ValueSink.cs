using ScimFilter.Ast;
using ScimFilter.Runtime;

namespace ScimFilter.Json;

/// <summary>What a value found at a node means for the slots: which take it, and what it says of presence. Shared by all readers.</summary>
internal static class ValueSink
{
    public static void AddString(EventSlots slots, PathNode node, ReadOnlySpan<byte> text, bool escaped)
    {
        See(slots, node, text.IsEmpty ? SlotFlags.HasValue : SlotFlags.HasValue | SlotFlags.Present);
        AddString(slots, node.Slot, text, escaped);
        if (node.HasFurtherSlots)
        {
            AddString(slots, node.OuterSlot, text, escaped);
            AddString(slots, node.ElementSlot, text, escaped);
        }
    }

    /// <summary>Adds a number, <c>true</c> or <c>false</c>; <c>null</c> is no value.</summary>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryAddScalar(EventSlots slots, PathNode node, ReadOnlySpan<byte> text)
    {
        ValueKind kind = KindOf(text);
        if (kind == ValueKind.None)
        {
            return text.SequenceEqual("null"u8);
        }

        See(slots, node, SlotFlags.HasValue | SlotFlags.Present);
        Add(slots, node.Slot, kind, text);
        Add(slots, node.OuterSlot, kind, text);
        Add(slots, node.ElementSlot, kind, text);
        return true;
    }

    /// <summary>Notes that there is an object. It has no scalar value; its <c>value</c> member does.</summary>
    public static void SeeObject(EventSlots slots, PathNode node, bool isEmpty) =>
        See(slots, node, isEmpty ? SlotFlags.HasValue : SlotFlags.HasValue | SlotFlags.Present);

    public static void AddElement(EventSlots slots, PathNode node, ValueKind kind, ReadOnlySpan<byte> json) =>
        Add(slots, node.ElementSlot, kind, json);

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

    private static void See(EventSlots slots, PathNode node, SlotFlags flags)
    {
        if (node.Slot >= 0)
        {
            slots.SetFlags(node.Slot, flags);
        }

        if (node.ElementSlot >= 0)
        {
            slots.SetFlags(node.ElementSlot, flags);
        }
    }

    private static void AddString(EventSlots slots, int slot, ReadOnlySpan<byte> text, bool escaped)
    {
        if (slot < 0)
        {
            return;
        }

        if (escaped)
        {
            slots.AddEscaped(slot, text);
        }
        else
        {
            slots.Add(slot, ValueKind.String, text);
        }
    }

    private static void Add(EventSlots slots, int slot, ValueKind kind, ReadOnlySpan<byte> text)
    {
        if (slot >= 0)
        {
            slots.Add(slot, kind, text);
        }
    }
}
