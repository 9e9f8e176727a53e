using ScimFilter.Benchmarks.Matching.Runner;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Holds the figures of a kind against what was aimed at.</summary>
internal sealed class OperatorAims(Bars bars)
{
    /// <summary>From here on the fixed cost of an index does not count.</summary>
    private const int Large = 100_000;

    private const int LongNotes = 10;

    /// <summary>About 25 ns for events of 370 bytes.</summary>
    private const double UnitsOfAMatch = 0.05;

    public void Check(string kind, int size, OperatorFigures figures)
    {
        string what = $"{kind} at {size:#,0}";
        if (Units(kind, size) is { } units)
        {
            bars.AtMost($"{what}, units", units, figures.Units);
        }
        else if (IsHostile(kind))
        {
            bars.AtMost($"{what}, units", UnitsOfHostile(kind, figures.Matches), figures.Units);
        }

        bars.AtMost($"{what}, bytes allocated for an event", 0, figures.Allocated);
        if (size >= Large && !IsHostile(kind) && kind != "small-lengths")
        {
            bars.AtMost($"{what}, bytes a subscription", 200, figures.BytesEach);
            bars.AtLeast($"{what}, loaded a second", 150_000, figures.LoadedPerSecond);
        }
    }

    private static double? Units(string kind, int size) => (kind, size) switch
    {
        ("sw" or "sw-deep" or "ew" or "range" or "range-widths" or "dates" or "date-threshold" or "threshold"
            or "strings", _) => OfAMatch(size),
        ("co", Large) => 2.5,
        ("co1k", Large) => LongNotes,
        ("small-mixed", _) => OfSmallEvents(size, 4),
        ("small-near-miss" or "small-two-eq", _) => OfSmallEvents(size, 1.5),
        ("small-infix" or "small-prefix" or "small-thresholds", _) => OfSmallEvents(size, 3),
        ("small-pr-ne", _) => OfSmallEvents(size, 12),
        ("small-two-ne", _) => OfSmallEvents(size, 2.5),
        ("small-lengths", _) => OfSmallEvents(size, 20),
        ("small-wide-range", _) => OfSmallEvents(size, 5),
        (OperatorKinds.Mixed, Large) => 4,
        (OperatorKinds.Mixed, 1_000_000) => 6,
        (OperatorKinds.Rich, Large) => 2.5,
        (OperatorKinds.Rich, 1_000_000) => 3,
        _ => null,
    };

    private static bool IsHostile(string kind) => kind.StartsWith("hostile-", StringComparison.Ordinal);

    /// <summary>Gives the bound of a kind at every size. Where each event matches many filters, they count.</summary>
    private static double UnitsOfHostile(string kind, double matches) => kind switch
    {
        "hostile-thresholds-all" => 3 + (matches * UnitsOfAMatch),
        "hostile-ranges-nested" => 5 + (matches * UnitsOfAMatch),
        "hostile-note-64k" => 640,
        "hostile-note-repeats" => 40,
        "hostile-tags-1000" => 20,
        "hostile-prefix-lengths" => 20,
        "hostile-ranges-around" or "hostile-ranges-from-one-point" => 5,
        _ => 3,
    };

    private static double? OfSmallEvents(int size, double units) => size is 10_000 or Large ? units : null;

    private static double? OfAMatch(int size) => size switch { 10_000 => 1.5, Large => 2, 1_000_000 => 3, _ => null };
}
