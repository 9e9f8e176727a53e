using System.Collections.Immutable;

namespace ScimFilter.Ast;

/// <summary>
/// The path of an attribute: <c>userName</c>, <c>name.familyName</c>,
/// <c>urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName</c> (RFC 7644 figure 1, attrPath).
/// </summary>
/// <remarks>Equality is ordinal: an event that holds two spellings of one name prefers the spelling of the filter.</remarks>
public sealed record AttributePath
{
    /// <summary>Creates a path without a URN prefix.</summary>
    /// <param name="names">
    /// The names from the outside in; at least one, each <c>ALPHA *(ALPHA / DIGIT / "-" / "_" / "$")</c> or <c>$ref</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is no name, or one is not of that form.</exception>
    public AttributePath(params ReadOnlySpan<string> names)
        : this(null, [.. names])
    {
    }

    /// <summary>Creates a path.</summary>
    /// <param name="urn">The schema URI before the last colon, or null.</param>
    /// <param name="names">The names from the outside in; at least one.</param>
    /// <exception cref="ArgumentException">The URI or a name does not have the form of the grammar.</exception>
    public AttributePath(string? urn, ImmutableArray<string> names)
        : this(urn, names, default)
    {
        if (urn is not null && !AttributeNames.IsUri(urn))
        {
            throw new ArgumentException($"'{urn}' is not a schema URI.", nameof(urn));
        }

        if (names.IsDefaultOrEmpty || !names.All(AttributeNames.IsName))
        {
            throw new ArgumentException(
                "An attribute path needs names of letters, digits, '-', '_' and '$' that start with a letter.", nameof(names));
        }
    }

    /// <summary>For the parser, which has checked the parts.</summary>
    internal AttributePath(string? urn, ImmutableArray<string> names, SourceSpan span)
    {
        Urn = urn;
        Names = names;
        Span = span;
    }

    /// <summary>Gets the schema URI in front of the names, without its last colon; null when there is none.</summary>
    public string? Urn { get; }

    /// <summary>Gets the names from the outside in.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Gets the place in the source text. Takes no part in equality.</summary>
    public SourceSpan Span { get; }

    /// <inheritdoc/>
    public bool Equals(AttributePath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && string.Equals(Urn, other.Urn, StringComparison.Ordinal)
            && Names.AsSpan().SequenceEqual(other.Names.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Urn, StringComparer.Ordinal);
        foreach (string name in Names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>Gives the path as a filter writes it.</summary>
    public override string ToString() => Urn is null ? string.Join('.', Names) : $"{Urn}:{string.Join('.', Names)}";
}
