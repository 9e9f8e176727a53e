using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary><c>attrPath = [ URI ":" ] name *( "." name )</c></summary>
/// <param name="mayHaveUri">Whether a URI may stand before the names: not in front of what continues another path.</param>
internal sealed class AttributePathLeaf(bool mayHaveUri) : Leaf<AttributePath>
{
    private const int StrictNames = 2;

    /// <summary>Nearly every path is one name: that is read in one go, all else and every fault by the rules.</summary>
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out AttributePath? result)
    {
        int nameLength = rest.IndexOfAnyExcept(AttributeNames.NameCharacters);
        if (nameLength > 0 && Words.IsEnd(rest[nameLength]) && char.IsAsciiLetter(rest[0]))
        {
            result = new AttributePath(null, session.Names(rest[..nameLength]), new SourceSpan(offset, nameLength));
            return nameLength;
        }

        return ReadPath(session, rest, offset, out result);
    }

    private int ReadPath(ParseSession session, ReadOnlySpan<char> rest, int offset, out AttributePath? result)
    {
        result = null;
        int length = rest.IndexOfAnyExcept(AttributeNames.PathCharacters);
        length = length < 0 ? rest.Length : length;
        if (length == 0 && (rest.IsEmpty || Words.IsEnd(rest[0])))
        {
            return session.Fail(Words.Unexpected(FilterErrorKind.UnexpectedText, rest, offset, Words.Operand));
        }

        ReadOnlySpan<char> path = rest[..length];
        bool endsCleanly = length == rest.Length || Words.IsEnd(rest[length]);
        int colon = path.LastIndexOf(':');
        if (!endsCleanly || (colon >= 0 && !(mayHaveUri && AttributeNames.IsUri(path[..colon]))))
        {
            return session.Fail(Words.Unexpected(FilterErrorKind.InvalidAttributePath, rest, offset, Words.Name));
        }

        string? urn = colon < 0 ? null : path[..colon].ToString();
        ReadOnlySpan<char> names = path[(colon + 1)..];
        int dots = names.Count('.');
        int limit = Math.Min(session.Options.MaxPathNames, session.IsStrict ? StrictNames : int.MaxValue);
        if (dots + 1 > limit)
        {
            return session.Fail(Words.OverLimit(FilterErrorKind.PathTooLong, offset, length, limit));
        }

        result = Create(urn, names, dots, new SourceSpan(offset, length));
        return result is null ? session.Fail(InvalidName(path, offset)) : length;
    }

    private static AttributePath? Create(string? urn, ReadOnlySpan<char> names, int dots, SourceSpan span)
    {
        var parts = ImmutableArray.CreateBuilder<string>(dots + 1);
        foreach (Range range in names.Split('.'))
        {
            if (!AttributeNames.IsName(names[range]))
            {
                return null;
            }

            parts.Add(names[range].ToString());
        }

        return new AttributePath(urn, parts.MoveToImmutable(), span);
    }

    private static FilterError InvalidName(ReadOnlySpan<char> path, int offset) =>
        new(FilterErrorKind.InvalidAttributePath, new SourceSpan(offset, path.Length))
        {
            Found = ErrorText.EchoName(path),
            Expected = Words.Name,
        };
}
