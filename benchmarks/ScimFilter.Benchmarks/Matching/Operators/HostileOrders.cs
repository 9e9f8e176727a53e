using System.Numerics;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Thresholds and ranges that no arrangement by width or by one bound can part.</summary>
internal static class HostileOrders
{
    private const long Wide = 100;

    public static FileKind[] All { get; } =
    [
        // The event is above all bounds, so that it matches all filters.
        new FileKind("hostile-thresholds-all", draw => $"size gt {draw.Number}", (changed, draw) => changed.Size = draw.Domain),
        new FileKind(
            "hostile-thresholds-and",
            draw => $"size gt {draw.Number} and path sw \"/{Words.Of(draw.Number)}/\"",
            (changed, draw) =>
            {
                changed.Size = draw.Domain;
                changed.Path = $"/{Words.Of(draw.Number)}/2026";
            }),

        // All ranges are around one point; the event is at the edge, where but few of them reach.
        new FileKind(
            "hostile-ranges-around",
            draw => $"size gt {-draw.Number} and size lt {draw.Number}",
            (changed, draw) => changed.Size = (draw.Domain - draw.Random.Next(1, 4)) * (draw.Random.Next(2) == 0 ? 1 : -1)),

        // Halves of a range, halves of these, and so on: an event is in one of each width.
        new FileKind(
            "hostile-ranges-nested",
            Nested,
            (changed, draw) => changed.Size = draw.Random.NextInt64(Wide * draw.Domain)),
        new FileKind(
            "hostile-ranges-from-one-point",
            draw => $"size ge 0 and size lt {draw.Number + 1}",
            (changed, draw) => changed.Size = draw.Domain - draw.Random.Next(3)),
    ];

    private static string Nested(Draw draw)
    {
        int level = BitOperations.Log2((uint)draw.Number + 1);
        long width = Math.Max(1, (Wide * draw.Domain) >> level);
        long from = width * (draw.Number + 1 - (1 << level));
        return $"size ge {from} and size lt {from + width}";
    }
}
