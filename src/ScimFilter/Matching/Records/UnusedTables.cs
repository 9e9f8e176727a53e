using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// Removes the tables of templates that no subscription uses, so that the numbers of those templates can stand for others. All postings of
/// such a table are tombstoned.
/// </summary>
internal static class UnusedTables
{
    /// <summary>Whether there is such a table.</summary>
    public static bool AreIn(HashSlots[] tables, Template[] templates)
    {
        for (int i = 0; i < tables.Length; i++)
        {
            if (!tables[i].IsMissing && templates[i].IsUnused)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the tables without them, as a new array: readers keep the old one.</summary>
    public static HashSlots[] Without(HashSlots[] tables, Template[] templates) =>
        [.. tables.Select((table, number) => templates[number].IsUnused ? default : table)];

    /// <summary>Gives the <see cref="Segment.AppendedKeys"/> without them, as a new array: readers keep the old one.</summary>
    public static int[][] Without(int[][] appendedKeys, Template[] templates) =>
        [.. appendedKeys.Select((keys, number) => templates[number].IsUnused ? [] : keys)];
}
