using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>
/// The tests for equality over all values of an attribute. On the slots of an index, which evaluates many filters on one event, they look
/// literals up in <see cref="ValueTables"/> instead of comparing each with all values.
/// </summary>
internal static class EqualityOperations
{
    /// <summary><c>eq</c></summary>
    public static bool Any<TTest, TKey>(EventSlots slots, Term[] terms, int index)
        where TTest : IValueTest
        where TKey : IValueKey
    {
        ref readonly Term term = ref terms[index];
        ref readonly Slot first = ref slots.Get(term.Slot);
        return TTest.Holds(first.Kind, slots.Text(first), term.Operand)
            || (first.Next != 0 && AnyMore<TTest, TKey>(slots, term.Slot, first.Next, term.Operand));
    }

    /// <summary><c>eq</c> with one of several strings.</summary>
    public static bool AnyInSet(EventSlots slots, Term[] terms, int index) =>
        AnyInSet(slots, terms[index].Slot, (LiteralSet)terms[index].Operand!);

    /// <summary>
    /// Whether some value of an attribute is one of several strings. With a table it costs the smaller of both numbers.
    /// </summary>
    public static bool AnyInSet(EventSlots slots, int slot, LiteralSet set)
    {
        ref readonly Slot first = ref slots.Get(slot);
        return InSet.Holds(first.Kind, slots.Text(first), set) || (first.Next != 0 && (set.Comparison == TextComparison.Exact
            ? AnyMoreInSet<ExactTextKey>(slots, slot, first.Next, set, StringComparison.Ordinal)
            : AnyMoreInSet<FoldedTextKey>(slots, slot, first.Next, set, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool AnyMore<TTest, TKey>(EventSlots slots, int slot, int next, object? operand)
        where TTest : IValueTest
        where TKey : IValueKey
    {
        ValueTables? tables = slots.Tables;
        if (tables is null || !tables.TryGet(slot, TKey.Form, out ValueTable table))
        {
            bool holds = Scan<TTest>(slots, next, operand, out int comparisons);
            if (comparisons > ValueTables.FewValues)
            {
                tables?.Note<TKey>(slots, slot, comparisons);
            }

            return holds;
        }

        return Find<TTest>(slots, tables, tables.First(table, TKey.HashOf(operand)), operand);
    }

    private static bool AnyMoreInSet<TKey>(EventSlots slots, int slot, int next, LiteralSet set, StringComparison comparison)
        where TKey : IValueKey
    {
        ValueTables? tables = slots.Tables;
        ValueTable table = default;
        bool isMade = tables?.TryGet(slot, TKey.Form, out table) == true;
        if (!isMade || table.Count <= set.Texts.Length)
        {
            bool holds = Scan<InSet>(slots, next, set, out int comparisons);
            if (!isMade && comparisons > Math.Max(ValueTables.FewValues, set.Texts.Length))
            {
                tables?.Note<TKey>(slots, slot, comparisons);
            }

            return holds;
        }

        foreach (string text in set.Texts)
        {
            if (Find<InSet>(slots, tables!, tables!.First(table, string.GetHashCode(text, comparison)), set))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Scan<TTest>(EventSlots slots, int next, object? operand, out int comparisons)
        where TTest : IValueTest
    {
        bool holds = false;
        for (comparisons = 0; next != 0 && !holds; comparisons++)
        {
            ref readonly Slot value = ref slots.GetMore(next);
            holds = TTest.Holds(value.Kind, slots.Text(value), operand);
            next = value.Next;
        }

        return holds;
    }

    private static bool Find<TTest>(EventSlots slots, ValueTables tables, int entry, object? operand)
        where TTest : IValueTest
    {
        for (; entry != 0; entry = tables.Next(entry))
        {
            ref readonly Slot value = ref slots.GetMore(tables.ValueOf(entry));
            if (TTest.Holds(value.Kind, slots.Text(value), operand))
            {
                return true;
            }
        }

        return false;
    }
}
