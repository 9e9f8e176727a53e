using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary><c>SP ( compareOp / "pr" )</c>, in any case.</summary>
internal sealed class OperatorLeaf : Leaf<OperatorToken>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out OperatorToken result)
    {
        int spaces = session.RequiredSpaces(rest);
        ReadOnlySpan<char> text = rest[spaces..];
        if (spaces == 0 || !OperatorToken.TryRead(text, offset + spaces, out result))
        {
            result = default;
            string? negation = spaces == 0 ? null : NegationHint.Suggest(session.Text.AsSpan(0, offset), text);
            return session.Fail(Words.Unexpected(
                FilterErrorKind.UnknownOperator, text, offset + spaces,
                negation is null ? Words.Operator : Words.Negation,
                negation ?? (spaces == 0 ? null : Suggestions.Operator(Words.Next(text)))));
        }

        return ++session.Comparisons > session.Options.MaxComparisons
            ? session.Fail(Words.OverLimit(FilterErrorKind.TooManyComparisons, offset + spaces, 2, session.Options.MaxComparisons))
            : spaces + OperatorToken.Length;
    }
}
