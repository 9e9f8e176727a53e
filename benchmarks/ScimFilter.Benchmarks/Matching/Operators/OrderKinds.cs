using System.Globalization;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Kinds that compare numbers and instants. Bounds lie on a grid, so that some of them coincide.</summary>
internal static class OrderKinds
{
    /// <summary>Four steps lie between the places of two numbers; the ranges of two neighbours may overlap.</summary>
    private const int Step = 25;

    /// <summary>The mean of the widths from 1 to 100,000.</summary>
    private const long MeanWidth = 18_518;

    private static readonly DateTimeOffset _start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static FileKind Range { get; } = new(
        "range",
        draw =>
        {
            (long from, long to) = Bounds(draw);
            return $"size ge {from} and size lt {to}";
        },
        (changed, draw) => changed.Size = Place(draw));

    /// <summary>Bounds on either side of zero; an event lies between them and passes about one of them.</summary>
    public static FileKind Threshold { get; } = new(
        "threshold", draw => Bound("size", draw, bound => $"{bound}"), (changed, draw) => changed.Size = NearZero(draw));

    /// <summary>Ranges of six orders of magnitude, at any place.</summary>
    public static FileKind RangeOfAnyWidth { get; } = new(
        "range-widths",
        draw =>
        {
            long from = draw.Random.NextInt64(draw.Domain * MeanWidth);
            return $"size ge {from} and size lt {from + (int)Math.Pow(10, draw.Random.Next(6))}";
        },
        (changed, draw) => changed.Size = draw.Random.NextInt64(draw.Domain * MeanWidth));

    /// <summary>Instants before and after the first of January 2022; an event passes about one of them.</summary>
    public static FileKind DateThreshold { get; } = new(
        "date-threshold",
        draw => Bound("at", draw, bound => $"\"{Instant(bound, draw)}\""),
        (changed, draw) => changed.At = _start.AddSeconds((double)NearZero(draw)));

    public static FileKind Dates { get; } = new(
        "dates",
        draw =>
        {
            (long from, long to) = Bounds(draw);
            return $"at ge \"{Instant(from, draw)}\" and at lt \"{Instant(to, draw)}\"";
        },
        (changed, draw) => changed.At = _start.AddSeconds((double)Place(draw)));

    /// <summary>What a range is under <c>not</c>, where an attribute without a value matches too.</summary>
    public static FileKind NotRange { get; } = new(
        "not-range",
        draw =>
        {
            (long from, long to) = Bounds(draw);
            return $"not (size lt {from} or size ge {to})";
        },
        (changed, draw) => changed.Size = Place(draw));

    /// <summary>Ten filters for a kind of item, which differ in the least size; another item of the event is larger than all.</summary>
    public static FileKind Items { get; } = new(
        "items",
        draw => $"items[kind eq \"{Words.Of(draw.Number / 10)}\" and size gt {draw.Number % 10 * 100}]",
        (changed, draw) => changed.Items =
            [("page", 5_000), (Words.Of(draw.Number / 10), draw.Random.Next(-50, 150)), ("image", draw.Random.Next(1_000))]);

    /// <summary>Half of the filters look up, half look down: no one of them holds at zero.</summary>
    private static string Bound(string attribute, Draw draw, Func<int, string> literal)
    {
        int bound = ((draw.Number / 2) + 1) * 10;
        return draw.Number % 2 == 0
            ? $"{attribute} {draw.Pick("gt", "ge")} {literal(bound)}"
            : $"{attribute} {draw.Pick("lt", "le")} {literal(-bound)}";
    }

    private static decimal NearZero(Draw draw) => draw.Random.Next(-300, 300) / 10m;

    private static decimal Place(Draw draw) => (draw.Number * 4 * Step) + (draw.Random.Next(4_000) / 40m);

    private static (long From, long To) Bounds(Draw draw)
    {
        long from = ((draw.Number * 4L) + draw.Random.Next(4)) * Step;
        return (from, from + (draw.Random.Next(2, 7) * Step));
    }

    /// <summary>Writes a fourth of the instants with an offset and a fourth with a fraction.</summary>
    private static string Instant(long seconds, Draw draw)
    {
        DateTimeOffset at = _start.AddSeconds(seconds);
        return draw.Random.Next(4) switch
        {
            0 => at.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            1 => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            _ => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
    }
}
