using ScimFilter.Benchmarks.Matching.Runner;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Holds the figures of a kind against what was aimed at.</summary>
internal sealed class OperatorAims(Bars bars)
{
    /// <summary>From here on the fixed cost of an index does not count.</summary>
    private const int Large = 100_000;

    private const int LongNotes = 10;

    public void Check(string kind, int size, OperatorFigures figures)
    {
        string what = $"{kind} at {size:#,0}";
        if (Units(kind, size) is { } units)
        {
            bars.AtMost($"{what}, units", units, figures.Units);
        }

        bars.AtMost($"{what}, bytes allocated for an event", 0, figures.Allocated);
        if (size >= Large)
        {
            bars.AtMost($"{what}, bytes a subscription", 200, figures.BytesEach);
            bars.AtLeast($"{what}, loaded a second", 150_000, figures.LoadedPerSecond);
        }
    }

    private static double? Units(string kind, int size) => (kind, size) switch
    {
        ("sw" or "sw-deep" or "ew" or "range" or "dates" or "threshold" or "strings", _) => OfAMatch(size),
        ("co", Large) => 2.5,
        ("co1k", Large) => LongNotes,
        (OperatorKinds.Mixed, Large) => 4,
        (OperatorKinds.Mixed, 1_000_000) => 6,
        (OperatorKinds.Rich, Large) => 2.5,
        (OperatorKinds.Rich, 1_000_000) => 3,
        _ => null,
    };

    private static double? OfAMatch(int size) => size switch { 10_000 => 1.5, Large => 2, 1_000_000 => 3, _ => null };
}
