namespace ScimFilter.Matching;

/// <summary>The conditions of a segment in the making, as <see cref="PostingFormat"/> lays them out.</summary>
/// <param name="draft">Has their words, and their filters.</param>
/// <param name="values">Has their values.</param>
internal sealed class BuiltConditions(SegmentDraft draft, BuiltValues values)
{
    /// <summary>Adds conditions.</summary>
    /// <returns>Where they stand.</returns>
    public int Add(Conditions conditions)
    {
        int start = Begin(conditions.Types.Length, conditions.Differences.Length, conditions.Filter is not null);
        foreach (byte[] type in conditions.Types)
        {
            AddType(type);
        }

        foreach ((int attribute, byte[] key) in conditions.Differences)
        {
            AddDifference(attribute, key);
        }

        AddFilter(conditions.Filter);
        return start;
    }

    /// <summary>Begins conditions: their types follow, then their differences, then their filter.</summary>
    /// <returns>Where they stand.</returns>
    public int Begin(int types, int differences, bool hasFilter)
    {
        draft.Conditions.AddRange([types, (differences << 1) | (hasFilter ? 1 : 0)]);
        return draft.Conditions.Count - PostingFormat.ConditionsHead;
    }

    /// <summary>Adds an event type to the conditions that were begun.</summary>
    public void AddType(ReadOnlySpan<byte> type)
    {
        int place = values.Add(type, out ulong hash);
        draft.Conditions.AddRange([(int)(hash >> 32), place]);
    }

    /// <summary>Adds a difference to the conditions that were begun.</summary>
    public void AddDifference(int attribute, ReadOnlySpan<byte> value)
    {
        int place = values.Add(value, out ulong hash);
        draft.Conditions.AddRange([attribute, (int)(hash >> 32), place]);
    }

    /// <summary>Adds the filter of the conditions that were begun, if there is one.</summary>
    public void AddFilter(ResidualFilter? filter)
    {
        if (filter is { } some)
        {
            draft.Conditions.Add(draft.Filters.Count);
            draft.Filters.Add(some);
        }
    }
}
