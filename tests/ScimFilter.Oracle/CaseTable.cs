using System.Globalization;
using System.Text.RegularExpressions;

namespace ScimFilter.Oracle;

/// <summary>
/// Reads expected answers from a text file: a case a line, its columns separated by <c> => </c>. A line <c>[name]</c> starts a section, lines
/// with <c>#</c> are comments. In a column, <c>&lt;U+00A0&gt;</c> stands for that character and <c>&lt;empty&gt;</c> for no text; a column
/// that ends in <c>…</c> gives only the start of a text.
/// </summary>
public static partial class CaseTable
{
    private const string Arrow = " => ";
    private const string Empty = "<empty>";
    private const char Ellipsis = '…';

    /// <summary>Reads the cases of a section, or of a file without sections.</summary>
    /// <param name="file">A file below the folder <c>Cases</c> of the test project.</param>
    /// <param name="section">The name of the section; null for the cases before the first section.</param>
    /// <returns>The columns of each case; at least one case.</returns>
    /// <exception cref="FormatException">A line is neither a case nor the start of a section, or the section has no cases.</exception>
    public static IReadOnlyList<string[]> Read(string file, string? section = null)
    {
        var cases = new List<string[]>();
        string? current = null;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Contains(Arrow, StringComparison.Ordinal))
            {
                if (current == section)
                {
                    cases.Add([.. line.Split(Arrow).Select(Decode)]);
                }
            }
            else if (line[0] == '[' && line[^1] == ']')
            {
                current = line[1..^1];
            }
            else
            {
                throw new FormatException($"{file}: this is no case: {line}");
            }
        }

        return cases.Count != 0 ? cases : throw new FormatException($"{file} has no cases in the section '{section}'.");
    }

    /// <summary>Whether a text is the expected one, or starts with it where the expected one ends in <c>…</c>.</summary>
    public static bool Agrees(string expected, string actual) => expected.EndsWith(Ellipsis)
        ? actual.StartsWith(expected[..^1], StringComparison.Ordinal)
        : string.Equals(expected, actual, StringComparison.Ordinal);

    private static string Decode(string column) => column == Empty ? "" : CodePoint().Replace(
        column, match => char.ConvertFromUtf32(int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex("<U\\+([0-9A-F]{4,6})>")]
    private static partial Regex CodePoint();
}
