using System.Globalization;
using System.Text;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>A table as it grows; the first column is text, the others are figures.</summary>
internal sealed class MarkdownTable(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public static string Number(double value) => value switch
    {
        double.NaN => "-",
        >= 100 or 0 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public void Add(string first, params ReadOnlySpan<double> figures)
    {
        var row = new List<string> { first };
        foreach (double figure in figures)
        {
            row.Add(Number(figure));
        }

        AddText([.. row]);
    }

    public void AddText(params string[] cells)
    {
        _rows.Add(cells);
        Console.Error.WriteLine($"{title}: {string.Join("; ", cells.Zip(columns, (cell, column) => $"{column} {cell}"))}");
    }

    public void AppendTo(StringBuilder report)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        report.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        AppendRow(report, columns);
        AppendRow(report, columns.Select((_, i) => i == 0 ? "---" : "---:"));
        _rows.ForEach(row => AppendRow(report, row));
        report.Append('\n');
    }

    private static void AppendRow(StringBuilder report, IEnumerable<string> cells) =>
        report.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
