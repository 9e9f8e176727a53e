namespace ScimFilter.Parsing;

/// <summary><c>"not" [SP]</c> before a parenthesis; silent when it is something else, for <c>not</c> is also an attribute's name.</summary>
internal sealed class NotLeaf : Leaf<int>
{
    private const string Keyword = "not";

    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        if (!rest.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase))
        {
            return Leaf.Failed;
        }

        int spaces = session.RequiredSpaces(rest[Keyword.Length..]);
        return rest[(Keyword.Length + spaces)..].StartsWith('(') ? Keyword.Length + spaces : Leaf.Failed;
    }
}

/// <summary>The point of <c>path[filter].sub op value</c>; silent when it is something else. Not in the grammar of the RFC.</summary>
internal sealed class SubAttributeLeaf : Leaf<int>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out int result)
    {
        result = offset;
        return !session.IsStrict && rest.StartsWith('.') ? 1 : Leaf.Failed;
    }
}
