namespace ScimFilter.Parsing;

/// <summary><c>"not" [SP]</c> before a parenthesis.</summary>
internal sealed class NotLeaf : Leaf<int>
{
    private const int KeywordLength = 3;

    /// <summary>Whether it is one: <c>not</c> is also an attribute's name.</summary>
    public static bool Starts(ParseSession session, ReadOnlySpan<char> rest) =>
        rest is ['n' or 'N', 'o' or 'O', 't' or 'T', ..] && rest[Length(session, rest)..] is ['(', ..];

    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        return Length(session, rest);
    }

    private static int Length(ParseSession session, ReadOnlySpan<char> rest) =>
        KeywordLength + session.RequiredSpaces(rest[KeywordLength..]);
}

/// <summary>The point of <c>path[filter].sub op value</c>. Not in the grammar of the RFC.</summary>
internal sealed class PointLeaf : Leaf<int>
{
    public static bool Starts(ParseSession session, ReadOnlySpan<char> rest) => !session.IsStrict && rest is ['.', ..];

    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        return 1;
    }
}
