using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What the command line asks for.</summary>
internal sealed record MatchingArguments
{
    private static readonly string[] _allParts = ["mixture", "variants", "updates", "readers", "churn", "reading", "evaluating", "lots"];

    public IReadOnlyList<int> Sizes { get; private init; } = [1, 100, 1_000, 10_000, 100_000, 1_000_000];

    public IReadOnlyList<string> Parts { get; private init; } = _allParts;

    public Effort Effort { get; private init; } = Effort.Thorough;

    /// <summary>Gets the file for the report; null for none.</summary>
    public string? Output { get; private init; } = Path.Combine("benchmarks", "results", "Matching.md");

    public static string Usage { get; } =
        $"matching [--sizes 1000,100000] [--parts {string.Join(',', _allParts)}] [--quick] [--output FILE]";

    /// <summary>Reads arguments; <c>--quick</c> writes no file unless one is named after it.</summary>
    public static bool TryParse(ReadOnlySpan<string> args, [NotNullWhen(true)] out MatchingArguments? arguments)
    {
        arguments = new MatchingArguments();
        for (; arguments is not null && args.Length > 0; args = args[Math.Min(args.Length, args[0] == "--quick" ? 1 : 2)..])
        {
            arguments = args switch
            {
                ["--quick", ..] => arguments with { Effort = Effort.Quick, Output = null },
                ["--sizes", string value, ..] when Numbers(value) is { } sizes => arguments with { Sizes = sizes },
                ["--parts", string value, ..] when !value.Split(',').Except(_allParts).Any() => arguments with { Parts = value.Split(',') },
                ["--output", string value, ..] => arguments with { Output = value },
                _ => null,
            };
        }

        return arguments is not null;
    }

    private static int[]? Numbers(string text)
    {
        int[] numbers = [.. text.Split(',').Select(Number)];
        return numbers.Contains(0) ? null : numbers;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
