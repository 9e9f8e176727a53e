using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Benchmarks.Parsing;

/// <summary>What a word of <see cref="HandWrittenScanner"/> stands for. Names and URNs are checked by the nodes they become.</summary>
internal static class HandWrittenWords
{
    public static AttributePath ToPath(ReadOnlySpan<char> word)
    {
        int colon = word.LastIndexOf(':');
        string? urn = colon < 0 ? null : word[..colon].ToString();
        ReadOnlySpan<char> names = word[(colon + 1)..];
        string[] parts = names.Contains('.') ? Split(names) : [names.ToString()];
        return new AttributePath(urn, ImmutableCollectionsMarshal.AsImmutableArray(parts));
    }

    private static string[] Split(ReadOnlySpan<char> names)
    {
        string[] parts = new string[names.Count('.') + 1];
        int count = 0;
        foreach (Range range in names.Split('.'))
        {
            parts[count++] = names[range].ToString();
        }

        return parts;
    }

    /// <summary>Gives an operator; null is <c>pr</c>.</summary>
    public static ComparisonOperator? ToOperator(ReadOnlySpan<char> word) =>
        word.Length != 2 ? throw new FormatException() : (word[0] | 0x20, word[1] | 0x20) switch
        {
            ('e', 'q') => ComparisonOperator.Equal,
            ('n', 'e') => ComparisonOperator.NotEqual,
            ('c', 'o') => ComparisonOperator.Contains,
            ('s', 'w') => ComparisonOperator.StartsWith,
            ('e', 'w') => ComparisonOperator.EndsWith,
            ('g', 't') => ComparisonOperator.GreaterThan,
            ('g', 'e') => ComparisonOperator.GreaterThanOrEqual,
            ('l', 't') => ComparisonOperator.LessThan,
            ('l', 'e') => ComparisonOperator.LessThanOrEqual,
            ('p', 'r') => null,
            _ => throw new FormatException(),
        };

    public static ComparisonValue ToValue(ReadOnlySpan<char> word) => word switch
    {
        "true" => ComparisonValue.True,
        "false" => ComparisonValue.False,
        "null" => ComparisonValue.Null,
        _ => ExactDecimal.TryParse(word, out ExactDecimal number) ? ComparisonValue.Number(number) : throw new FormatException(),
    };
}
