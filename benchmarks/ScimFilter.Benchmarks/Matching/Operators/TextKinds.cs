namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Kinds that search in texts. Each filter has a word of its own.</summary>
internal static class TextKinds
{
    private const int ShortNote = 30;
    private const int LongNote = 1_000;

    public static FileKind StartsWith { get; } = new(
        "sw",
        draw => $"path sw \"/{Words.Of(draw.Number)}/\"",
        (changed, draw) => changed.Path = $"/{Words.Of(draw.Number)}/{Words.Text(16, draw.Random)}");

    /// <summary>The words follow a beginning that all values share.</summary>
    public static FileKind StartsWithDeep { get; } = new(
        "sw-deep",
        draw => $"path sw \"/shares/departments/{Words.Of(draw.Number)}/\"",
        (changed, draw) => changed.Path = $"/shares/departments/{Words.Of(draw.Number)}/{Words.Text(8, draw.Random)}");

    /// <summary>Folders in folders, ten in each: an event below one of the deepest matches a filter of each depth.</summary>
    public static FileKind StartsWithTree { get; } = new(
        "sw-tree",
        draw => $"path sw \"{Folder(draw.Number)}\"",
        (changed, draw) => changed.Path = $"{Folder(draw.Number)}{Words.Text(8, draw.Random)}");

    public static FileKind EndsWith { get; } = new(
        "ew",
        draw => $"file ew \"-{Words.Of(draw.Number)}.pdf\"",
        (changed, draw) => changed.File = $"{Words.Text(8, draw.Random)}-{Words.Of(draw.Number)}.pdf");

    public static FileKind Contains { get; } = Within("co", ShortNote);

    public static FileKind ContainsInLong { get; } = Within("co1k", LongNote);

    /// <summary>Both bounds are texts: ranges of names.</summary>
    public static FileKind Between { get; } = new(
        "strings",
        draw => $"owner ge \"{Name(draw, 0)}\" and owner lt \"{Name(draw, draw.Random.Next(2, 7))}\"",
        (changed, draw) => changed.Owner = Name(draw, draw.Random.Next(4)));

    /// <summary>Three alternatives, of which no event has the last two.</summary>
    public static FileKind Either { get; } = new(
        "or",
        draw => $"path sw \"/{Words.Of(draw.Number)}/\" or file ew \"-{Words.Of(draw.Number + draw.Domain)}.pdf\" "
            + $"or note co \"{Words.Of(draw.Number + draw.Domain)}\"",
        (changed, draw) => changed.Path = $"/{Words.Of(draw.Number)}/{Words.Text(16, draw.Random)}");

    /// <summary>Makes a kind that searches in notes of some length.</summary>
    public static FileKind Within(string name, int length) => new(
        name,
        draw => $"note co \"{Words.Of(draw.Number)}\"",
        (changed, draw) => changed.Note = Words.Around(Words.Of(draw.Number), length, draw.Random) + Quotation(draw));

    /// <summary>Some texts have escapes and letters beyond ASCII.</summary>
    private static string Quotation(Draw draw) => draw.Index % 16 == 5 ? " \"naïve\"" : "";

    private static string Folder(int number) => number == 0 ? "/" : $"{Folder((number - 1) / 10)}{Words.Of(number)}/";

    /// <summary>Four steps lie between the names of two numbers.</summary>
    private static string Name(Draw draw, int steps) => Words.Ordered(((draw.Number * 4L) + steps) * 199);
}
