using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Building;

/// <summary>Writes the conditions of a segment that is being built, in the words that <see cref="RecordFormat"/> defines.</summary>
/// <param name="draft">Takes the words and the residual filters.</param>
/// <param name="values">Takes the values.</param>
internal sealed class BuiltConditions(SegmentDraft draft, BuiltValues values)
{
    /// <summary>Adds conditions.</summary>
    /// <returns>Where they start.</returns>
    public int Add(Conditions conditions)
    {
        int start = Begin(conditions.Values.Length, conditions.Filter is not null);
        foreach (ValueCondition value in conditions.Values)
        {
            AddValue(ConditionFormat.Condition(value.Attribute, value.Kind, value.Operator, value.IsNegated), value.Value);
        }

        if (conditions.Filter is { } filter)
        {
            UseFilter(AddFilter(filter));
        }

        return start;
    }

    /// <summary>Begins conditions. Their values follow, then their filter.</summary>
    /// <returns>Where they start.</returns>
    public int Begin(int values, bool hasFilter)
    {
        draft.Conditions.Add(ConditionFormat.Head(values, hasFilter));
        return draft.Conditions.Count - ConditionFormat.HeadSize;
    }

    /// <summary>Adds a value condition to the conditions begun last.</summary>
    /// <param name="condition">Its first word, see <see cref="ConditionFormat.Condition"/>.</param>
    /// <param name="value">The value.</param>
    public void AddValue(int condition, ReadOnlySpan<byte> value)
    {
        int place = values.Add(value, out ulong hash);
        draft.Conditions.AddRange([condition, ConditionFormat.Hint(condition, value, hash), place]);
    }

    /// <summary>Adds a residual filter to the segment.</summary>
    /// <returns>Its number.</returns>
    public int AddFilter(in ResidualFilter filter)
    {
        draft.Filters.Add(filter);
        return draft.Filters.Count - 1;
    }

    /// <summary>Adds the number of a residual filter to the conditions begun last.</summary>
    public void UseFilter(int number) => draft.Conditions.Add(number);
}
