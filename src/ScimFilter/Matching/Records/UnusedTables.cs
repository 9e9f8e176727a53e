using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>Takes the tables of templates that no subscription uses out of segments: all of their postings are tombstoned.</summary>
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

    /// <summary>Gives the tables that are left. Readers keep the array that has all.</summary>
    public static HashSlots[] Without(HashSlots[] tables, Template[] templates) =>
        [.. tables.Select((table, number) => templates[number].IsUnused ? default : table)];

    /// <summary>Gives the later keys that are left, see <see cref="Segment.LaterKeys"/>. Readers keep the array that has all.</summary>
    public static int[][] Without(int[][] laterKeys, Template[] templates) =>
        [.. laterKeys.Select((keys, number) => templates[number].IsUnused ? [] : keys)];
}
