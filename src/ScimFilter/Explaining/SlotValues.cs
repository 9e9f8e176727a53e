using ScimFilter.Json.Slots;

namespace ScimFilter.Explaining;

/// <summary>Walks through the values of a slot, whose chain leads from the first one to the last and back to the second.</summary>
internal static class SlotValues
{
    /// <summary>Gives the first values in the order of the event.</summary>
    /// <param name="slots">The slots.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="most">How many are given at most.</param>
    /// <param name="count">The number of all.</param>
    public static Slot[] First(EventSlots slots, int slot, int most, out int count)
    {
        Slot first = slots.Get(slot);
        count = first.Kind == ValueKind.None ? 0 : 1;
        var others = new Queue<Slot>(most);
        for (int next = first.Next; next != 0; next = slots.GetMore(next).Next)
        {
            count++;
            others.Enqueue(slots.GetMore(next));
            if (others.Count == most)
            {
                others.Dequeue();
            }
        }

        return count == 0 ? [] : [first, .. others.Reverse()];
    }

    /// <summary>Counts the values that pass a test.</summary>
    /// <param name="slots">The slots.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="test">The test.</param>
    /// <param name="passed">One of those that pass: the first one behind the first value, if there is any.</param>
    public static int Count(EventSlots slots, int slot, Func<Slot, bool> test, out Slot passed)
    {
        Slot first = slots.Get(slot);
        passed = first;
        int count = first.Kind != ValueKind.None && test(first) ? 1 : 0;
        for (int next = first.Next; next != 0; next = slots.GetMore(next).Next)
        {
            if (test(slots.GetMore(next)))
            {
                count++;
                passed = slots.GetMore(next);
            }
        }

        return count;
    }
}
