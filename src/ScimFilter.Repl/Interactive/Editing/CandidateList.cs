using System.Text;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>Lists candidates below the line in columns, as a shell does.</summary>
internal static class CandidateList
{
    private const int Gap = 2;

    /// <summary>Draws the list: the order goes down the columns.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="width">The cells of a row.</param>
    /// <param name="maxRows">The most rows; what does not fit is counted in one more.</param>
    /// <returns>The rows, each ended by a carriage return and a line feed.</returns>
    public static string Draw(IReadOnlyList<string> candidates, int width, int maxRows)
    {
        int column = candidates.Max(candidate => Cells.Of(candidate)) + Gap;
        int columns = Math.Clamp(width / column, 1, candidates.Count);
        int rows = Math.Min((candidates.Count + columns - 1) / columns, Math.Max(1, maxRows));
        var text = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            var line = new StringBuilder();
            for (int k = row; k < Math.Min(candidates.Count, rows * columns); k += rows)
            {
                line.Append(candidates[k]).Append(' ', column - Cells.Of(candidates[k]));
            }

            text.Append(line.ToString().TrimEnd()).Append("\r\n");
        }

        int left = candidates.Count - (rows * columns);
        return left > 0 ? text.Append("… ").Append(left).Append(" more\r\n").ToString() : text.ToString();
    }
}
