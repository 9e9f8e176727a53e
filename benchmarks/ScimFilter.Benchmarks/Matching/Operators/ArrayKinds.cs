namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Kinds that search in arrays of texts, each value on its own.</summary>
internal static class ArrayKinds
{
    public static FileKind StartsWith { get; } = new(
        "tags-sw",
        draw => $"tags sw \"{Words.Of(draw.Number)}:\"",
        (changed, draw) => changed.Tags = Between($"{Words.Of(draw.Number)}:{draw.Pick("low", "high")}", draw));

    public static FileKind Contains { get; } = new(
        "tags-co",
        draw => $"tags co \"{Words.Of(draw.Number)}\"",
        (changed, draw) => changed.Tags = Between($"a-{Words.Of(draw.Number)}-{draw.Pick("low", "high")}", draw));

    private static string[] Between(string tag, Draw draw)
    {
        string[] tags = ["red", Words.Text(8, draw.Random), "blue"];
        tags[draw.Random.Next(tags.Length)] = tag;
        return tags;
    }
}
