namespace ScimFilter.Matching.Memory;

/// <summary>Clears lists that are used again.</summary>
internal static class ReusedList
{
    /// <summary>Clears a list. Keeps its array unless that is longer than <see cref="Thresholds.MaxKeptItems"/>.</summary>
    public static void Clear<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > Thresholds.MaxKeptItems)
        {
            list.TrimExcess();
        }
    }
}
