using System.Text;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Texts, in filters and in events, that an index of substrings or prefixes finds hard.</summary>
internal static class HostileTexts
{
    private const int LongNote = 64_000;
    private const int Letters = 32;
    private const int Lengths = 1_000;

    private static readonly string _long = Words.Text(Lengths, new Random(2));

    public static FileKind[] All { get; } =
    [
        TextKinds.Within("hostile-note-64k", LongNote),

        // The notes have no letters but two: every short part of a filter is found at many places of every event.
        new FileKind(
            "hostile-note-repeats",
            draw => $"note co \"{TwoLetters(draw.Number)}\"",
            (changed, draw) => changed.Note = Repeats(draw, Letters * 125)),
        new FileKind(
            "hostile-tags-1000",
            draw => $"tags {draw.Pick("sw", "co", "ew")} \"{Words.Of(draw.Number)}\"",
            (changed, draw) => changed.Tags =
                [.. Enumerable.Range(0, 1_000).Select(i => i == 500 ? Words.Of(draw.Number) : Words.Text(12, draw.Random))]),

        // In the next four the first condition holds for all events, or for many; the second finds one filter.
        With("hostile-prefix-lengths", draw => $"path sw \"{_long.AsSpan(0, 1 + (draw.Number % Lengths))}\"", _ => _long),
        With("hostile-prefix-letters", draw => $"path sw \"{Letter(draw)}\"", draw => Letter(draw) + Words.Text(20, draw.Random)),
        With("hostile-co-empty", _ => "note co \"\"", draw => Words.Text(20, draw.Random)),
        With("hostile-many-terms", draw => $"path co \"{Letter(draw)}\" and path sw \"/\" and size lt 9", draw => "/" + Letter(draw)),

        new FileKind(
            "hostile-or-40",
            draw => string.Join(" or ", Enumerable.Range(0, 40).Select(i => $"path sw \"/{Words.Of(draw.Number + (i * draw.Domain))}/\"")),
            (changed, draw) => changed.Path = $"/{Words.Of(draw.Number + (draw.Random.Next(40) * draw.Domain))}/2026"),

        // All filters are equal; few events match them.
        new FileKind(
            "hostile-equal",
            _ => "path sw \"/common/\"",
            (changed, draw) => changed.Path = draw.IsRare(1) ? "/common/2026" : $"/{Words.Of(draw.Number)}/2026"),
    ];

    private static FileKind With(string name, Func<Draw, string> filter, Func<Draw, string> path) => new(
        name,
        draw => $"{filter(draw)} and file ew \"-{Words.Of(draw.Number)}.pdf\"",
        (changed, draw) =>
        {
            changed.Path = path(draw);
            changed.File = $"report-{Words.Of(draw.Number)}.pdf";
        });

    private static char Letter(Draw draw) => (char)('a' + (draw.Number % 26));

    private static string Repeats(Draw draw, int length)
    {
        var text = new StringBuilder(length);
        int place = draw.Random.Next(length / Letters);
        while (text.Length < length)
        {
            text.Append(TwoLetters(text.Length / Letters == place ? draw.Number : draw.Random.Next(1 << 24, int.MaxValue)));
        }

        return text.ToString();
    }

    /// <summary>Writes a number as 32 letters, with its bits scattered.</summary>
    private static string TwoLetters(int number)
    {
        uint bits = (uint)number * 0x9E3779B1;
        bits = (bits ^ (bits >> 15)) * 0x85EBCA6B;
        return Convert.ToString(bits ^ (bits >> 13), toBase: 2).PadLeft(Letters, '0').Replace('0', 'a').Replace('1', 'b');
    }
}
