using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ScimFilter.Benchmarks.Matching.Operators;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What the command line asks for.</summary>
internal sealed record MatchingArguments
{
    private static readonly string[] _flags = ["--quick", "--dry", "--ignore-case"];
    private static readonly string[] _usualParts =
        ["mixture", "variants", "updates", "readers", "churn", "reading", "evaluating", "lots"];
    private static readonly string[] _kindParts =
        ["operators", "hypermatch", "hostile", "neighbours", "operator-updates", "operator-churn"];
    private static readonly string[] _allParts = [.. _usualParts, .. _kindParts];

    public IReadOnlyList<int> Sizes { get; private init; } = [1, 100, 1_000, 10_000, 100_000, 1_000_000];

    public IReadOnlyList<string> Parts { get; private init; } = _usualParts;

    /// <summary>Gets the kinds of filters that are measured in the parts that have kinds; none for all.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = [];

    /// <summary>Gets how many different filters there are at most; fewer than subscriptions make bounds coincide.</summary>
    public int Distinct { get; private init; } = int.MaxValue;

    /// <summary>Gets the number of subscriptions where these change.</summary>
    public int UpdateSize { get; private init; } = 100_000;

    public Effort Effort { get; private init; } = Effort.Thorough;

    /// <summary>Gets how texts are compared in the parts that have kinds.</summary>
    public FilterCompilerOptions Compiler { get; private init; } = new() { CaseExact = true };

    /// <summary>Gets the file for the report; null for none.</summary>
    public string? Output { get; private init; } = Path.Combine("benchmarks", "results", "Matching.md");

    public static string Usage { get; } =
        $"""
        matching [--sizes 1000,100000] [--parts {string.Join(',', _allParts)}] [--quick] [--dry] [--output FILE]
                 [--kinds {string.Join(',', OperatorKinds.Names)}] [--distinct 50] [--ignore-case]
        """;

    /// <summary>Reads arguments; <c>--quick</c> and <c>--dry</c> write no file unless one is named after them.</summary>
    public static bool TryParse(ReadOnlySpan<string> args, [NotNullWhen(true)] out MatchingArguments? arguments)
    {
        arguments = new MatchingArguments();
        for (; arguments is not null && args.Length > 0; args = args[Math.Min(args.Length, _flags.Contains(args[0]) ? 1 : 2)..])
        {
            arguments = args switch
            {
                ["--quick", ..] => arguments with { Effort = Effort.Quick, Output = null },
                ["--ignore-case", ..] => arguments with { Compiler = new FilterCompilerOptions() },
                ["--dry", ..] => Dry(arguments),
                ["--kinds", string value, ..] when !value.Split(',').Except(OperatorKinds.Names).Any() =>
                    arguments with { Kinds = value.Split(',') },
                ["--distinct", string value, ..] when Number(value) is var number and > 0 => arguments with { Distinct = number },
                ["--sizes", string value, ..] when Numbers(value) is { } sizes => arguments with { Sizes = sizes },
                ["--parts", string value, ..] when !value.Split(',').Except(_allParts).Any() => arguments with { Parts = value.Split(',') },
                ["--output", string value, ..] => arguments with { Output = value },
                _ => null,
            };
        }

        return arguments is not null;
    }

    /// <summary>Whether a kind is to be measured.</summary>
    public bool Wants(string kind) => Kinds.Count == 0 || Kinds.Contains(kind);

    private static MatchingArguments Dry(MatchingArguments arguments) =>
        arguments with { Effort = Effort.Dry, Output = null, Parts = _kindParts, Sizes = [200], UpdateSize = 1_000 };

    private static int[]? Numbers(string text)
    {
        int[] numbers = [.. text.Split(',').Select(Number)];
        return numbers.Contains(0) ? null : numbers;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
