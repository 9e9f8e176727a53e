namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Kinds that ask whether there is a value, or that exclude values.</summary>
internal static class PresenceKinds
{
    private const int Flags = 8;
    private const string Usual = "abcdefgh";
    private const string Unusual = "pqrstuvw";

    /// <summary>Filters that share an owner; all but one exclude the state that all events have.</summary>
    private const int GroupSize = 100;

    /// <summary>One of eight attributes that few events have: an eighth of the filters then match.</summary>
    public static FileKind Present { get; } = new(
        "pr",
        draw => $"flags.{Unusual[draw.Number % Flags]} pr",
        (changed, draw) => changed.Flags = draw.IsRare(Flags) ? Unusual[draw.Random.Next(Flags)].ToString() : "");

    /// <summary>One of eight attributes that few events lack.</summary>
    public static FileKind Absent { get; } = new(
        "eq-null",
        draw => $"flags.{Usual[draw.Number % Flags]} eq null",
        (changed, draw) => changed.Flags = draw.IsRare(Flags) ? Usual.Remove(draw.Random.Next(Flags), 1) : Usual);

    public static FileKind PresentAndNot { get; } = Group(
        "pr-ne", draw => $"state pr and state ne \"{Excluded(draw)}\"");

    public static FileKind TwoNot { get; } = Group(
        "two-ne", draw => $"state ne \"{Words.Of(draw.Number)}\" and state ne \"{Excluded(draw)}\"");

    /// <summary>All paths begin with a slash, so that one filter of a group matches.</summary>
    public static FileKind Not { get; } = Group(
        "not", draw => draw.Number % GroupSize == 0 ? $"not (path sw \"{Words.Of(draw.Number)}\")" : "not (path sw \"/\")");

    private static FileKind Group(string name, Func<Draw, string> rest) => new(
        name,
        draw => $"owner eq \"{Words.Of(draw.Number / GroupSize)}\" and {rest(draw)}",
        (changed, draw) => changed.Owner = Words.Of(draw.Number / GroupSize));

    private static string Excluded(Draw draw) => draw.Number % GroupSize == 0 ? "closed" : "open";
}
