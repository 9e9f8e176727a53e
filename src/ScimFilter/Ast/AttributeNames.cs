using System.Buffers;

namespace ScimFilter.Ast;

/// <summary>
/// The character rules of attribute names (RFC 7643 section 2.1, with <c>$ref</c>) and of the URIs before them (RFC 3986).
/// </summary>
internal static class AttributeNames
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string NameAlphabet = Letters + "0123456789-_$";

    private static readonly SearchValues<char> _schemeCharacters = SearchValues.Create(Letters + "0123456789+-.");

    /// <summary>Everything that a name may hold.</summary>
    public static readonly SearchValues<char> NameCharacters = SearchValues.Create(NameAlphabet);

    /// <summary>Everything that a path may hold. Parentheses and brackets are legal in a URI, but here they end the path.</summary>
    public static readonly SearchValues<char> PathCharacters = SearchValues.Create(NameAlphabet + ".:/?#@!&'*+,;=%~");

    public static bool IsName(string name) => IsName(name.AsSpan());

    public static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty
        && (char.IsAsciiLetter(name[0]) || name.Equals("$ref", StringComparison.OrdinalIgnoreCase))
        && !name.ContainsAnyExcept(NameCharacters);

    /// <summary>A scheme, a colon and something more: enough to tell <c>urn:x</c> from a name, without a second opinion on URNs.</summary>
    public static bool IsUri(ReadOnlySpan<char> uri)
    {
        int colon = uri.IndexOf(':');
        return colon > 0
            && colon < uri.Length - 1
            && char.IsAsciiLetter(uri[0])
            && !uri[..colon].ContainsAnyExcept(_schemeCharacters)
            && !uri.ContainsAnyExcept(PathCharacters);
    }
}
