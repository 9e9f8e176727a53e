namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What was aimed at, and what came out.</summary>
internal sealed class Bars
{
    public MarkdownTable Table { get; } = new("Aims", "point", "aim", "measured", "");

    public void AtMost(string point, double most, double measured) =>
        Add(point, $"at most {MarkdownTable.Number(most)}", measured, measured <= most);

    public void AtLeast(string point, double least, double measured) =>
        Add(point, $"at least {MarkdownTable.Number(least)}", measured, measured >= least);

    private void Add(string point, string aim, double measured, bool isMet) =>
        Table.AddText(point, aim, MarkdownTable.Number(measured), isMet ? "met" : "**missed**");
}
