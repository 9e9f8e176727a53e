using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary><c>"("</c>; silent when it is something else. Counts the nesting, before the grammar recurses.</summary>
internal sealed class OpenParenthesisLeaf : Leaf<int>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        if (!rest.StartsWith('('))
        {
            return Leaf.Failed;
        }

        return session.TryOpen(offset)
            ? 1 + session.OptionalSpaces(rest[1..])
            : session.Fail(Words.OverLimit(FilterErrorKind.TooDeep, offset, 1, session.Options.MaxNesting));
    }
}

/// <summary><c>"["</c> straight after a path; silent when it is something else.</summary>
internal sealed class OpenBracketLeaf : Leaf<int>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        if (!rest.StartsWith('['))
        {
            return Leaf.Failed;
        }

        if (session.InValuePath)
        {
            return session.Fail(new FilterError(FilterErrorKind.NestedValuePath, new SourceSpan(offset, 1)));
        }

        session.InValuePath = true;
        return session.TryOpen(offset)
            ? 1 + session.OptionalSpaces(rest[1..])
            : session.Fail(Words.OverLimit(FilterErrorKind.TooDeep, offset, 1, session.Options.MaxNesting));
    }
}

/// <summary>What closes a group or a value path; the result is the offset behind it.</summary>
internal sealed class CloseLeaf(char close) : Leaf<int>
{
    private readonly string[] _expected = ["'and'", "'or'", $"'{close}'"];

    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        int spaces = session.OptionalSpaces(rest);
        result = offset + spaces + 1;
        if (!rest[spaces..].StartsWith(close))
        {
            return session.Fail(Continuation.Missing(session, rest, offset, _expected));
        }

        session.Close();
        session.InValuePath &= close != ']';
        return spaces + 1;
    }
}

/// <summary>The end of the text.</summary>
internal sealed class EndLeaf : Leaf<int>
{
    private static readonly string[] _expected = ["'and'", "'or'", Words.EndOfFilter];

    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        int spaces = session.OptionalSpaces(rest);
        result = offset + spaces;
        return spaces == rest.Length ? spaces : session.Fail(Continuation.Missing(session, rest, offset, _expected));
    }
}

/// <summary>The spaces before the whole.</summary>
internal sealed class StartLeaf : Leaf<int>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result) =>
        result = session.OptionalSpaces(rest);
}

/// <summary>The fault of a term that is followed neither by a keyword nor by what closes it.</summary>
internal static class Continuation
{
    public static FilterError Missing(ParseSession session, ReadOnlySpan<char> rest, int offset, string[] expected)
    {
        int spaces = session.RequiredSpaces(rest);
        ReadOnlySpan<char> word = Words.Next(rest[spaces..]);
        bool isKeyword = word.Equals("and", StringComparison.OrdinalIgnoreCase) || word.Equals("or", StringComparison.OrdinalIgnoreCase);
        if (isKeyword)
        {
            string place = spaces == 0 ? "before" : "behind";
            int at = offset + spaces + (spaces == 0 ? 0 : word.Length);
            return Words.Unexpected(FilterErrorKind.UnexpectedText, rest[(at - offset)..], at, [$"a space {place} '{word}'"]);
        }

        return Words.Unexpected(
            FilterErrorKind.UnexpectedText, rest[spaces..], offset + spaces, expected, Suggestions.LogicalOperator(word));
    }
}
