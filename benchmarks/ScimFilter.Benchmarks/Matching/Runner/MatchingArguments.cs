using System.Globalization;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What the command line asks for.</summary>
internal sealed record MatchingArguments
{
    private static readonly string[] _allParts = ["mixture", "variants", "updates", "readers", "churn", "lots"];

    public IReadOnlyList<int> Sizes { get; private init; } = [1, 100, 1_000, 10_000, 100_000, 1_000_000];

    public IReadOnlyList<string> Parts { get; private init; } = _allParts;

    public Effort Effort { get; private init; } = Effort.Thorough;

    /// <summary>Gets the file for the report; null for none.</summary>
    public string? Output { get; private init; } = Path.Combine("benchmarks", "results", "Matching.md");

    public static string Usage { get; } =
        $"matching [--sizes 1000,100000] [--parts {string.Join(',', _allParts)}] [--quick] [--output FILE]";

    /// <summary>Reads arguments; <c>--quick</c> writes no file unless one is named after it.</summary>
    public static MatchingArguments Parse(ReadOnlySpan<string> args)
    {
        var result = new MatchingArguments();
        for (; args.Length > 0; args = args[(args[0] == "--quick" ? 1 : 2)..])
        {
            result = args switch
            {
                ["--quick", ..] => result with { Effort = Effort.Quick, Output = null },
                ["--sizes", string value, ..] => result with { Sizes = Numbers(value) },
                ["--parts", string value, ..] => result with { Parts = value.Split(',') },
                ["--output", string value, ..] => result with { Output = value },
                _ => throw new FormatException(Usage),
            };
        }

        return result.Parts.Except(_allParts).Any() ? throw new FormatException(Usage) : result;
    }

    private static int[] Numbers(string text) =>
        [.. text.Split(',').Select(item => int.Parse(item, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
}
