using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>A comparison operator, or <c>pr</c> when <see cref="Comparison"/> is null, with its place.</summary>
internal readonly record struct OperatorToken(ComparisonOperator? Comparison, SourceSpan Span);

/// <summary><c>SP ( compareOp / "pr" )</c>, in any case.</summary>
internal sealed class OperatorLeaf : Leaf<OperatorToken>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out OperatorToken result)
    {
        result = default;
        int spaces = session.RequiredSpaces(rest);
        ReadOnlySpan<char> word = Words.Next(rest[spaces..]);
        if (spaces == 0 || word.Length != 2 || !TryFind(word, out ComparisonOperator? comparison))
        {
            string? suggestion = spaces == 0 ? null : Suggestions.Operator(word);
            return session.Fail(Words.Unexpected(
                FilterErrorKind.UnknownOperator, rest[spaces..], offset + spaces, Words.Operator, suggestion));
        }

        if (++session.Comparisons > session.Options.MaxComparisons)
        {
            return session.Fail(Words.OverLimit(FilterErrorKind.TooManyComparisons, offset + spaces, 2, session.Options.MaxComparisons));
        }

        result = new OperatorToken(comparison, new SourceSpan(offset + spaces, 2));
        return spaces + 2;
    }

    private static bool TryFind(ReadOnlySpan<char> word, out ComparisonOperator? comparison)
    {
        comparison = (word[0] | 0x20, word[1] | 0x20) switch
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
            _ => null,
        };
        return comparison is not null || ((word[0] | 0x20) == 'p' && (word[1] | 0x20) == 'r');
    }
}
