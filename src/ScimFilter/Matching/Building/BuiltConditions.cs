using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Building;

/// <summary>The conditions of a segment in the making, as <see cref="PostingFormat"/> lays them out.</summary>
/// <param name="draft">Has their words, and their filters.</param>
/// <param name="values">Has their values.</param>
internal sealed class BuiltConditions(SegmentDraft draft, BuiltValues values)
{
    /// <summary>Adds conditions.</summary>
    /// <returns>Where they stand.</returns>
    public int Add(Conditions conditions)
    {
        int start = Begin(conditions.Values.Length, conditions.Filter is not null);
        foreach (ValueCondition value in conditions.Values)
        {
            AddValue(PostingFormat.AttributeWord(value.Attribute, value.IsRequired), value.Key);
        }

        if (conditions.Filter is { } filter)
        {
            UseFilter(AddFilter(filter));
        }

        return start;
    }

    /// <summary>Begins conditions: their values follow, then their filter.</summary>
    /// <returns>Where they stand.</returns>
    public int Begin(int values, bool hasFilter)
    {
        draft.Conditions.Add((values << 1) | (hasFilter ? 1 : 0));
        return draft.Conditions.Count - PostingFormat.ConditionsHead;
    }

    /// <summary>Adds a value to the conditions that were begun.</summary>
    /// <param name="attribute">The attribute, as <see cref="PostingFormat.AttributeWord"/> gives it.</param>
    /// <param name="value">The value.</param>
    public void AddValue(int attribute, ReadOnlySpan<byte> value)
    {
        int place = values.Add(value, out ulong hash);
        draft.Conditions.AddRange([attribute, (int)(hash >> 32), place]);
    }

    /// <summary>Adds a filter.</summary>
    /// <returns>Its number.</returns>
    public int AddFilter(in ResidualFilter filter)
    {
        draft.Filters.Add(filter);
        return draft.Filters.Count - 1;
    }

    /// <summary>Adds a filter to the conditions that were begun.</summary>
    public void UseFilter(int number) => draft.Conditions.Add(number);
}
