using System.Collections.Immutable;
using ScimFilter.Formatting;

namespace ScimFilter;

/// <summary>One fault of a filter: what it is, where it stands, what was expected there. Immutable and thread-safe.</summary>
/// <remarks>A SCIM server answers with status 400 and <c>scimType</c> <c>invalidFilter</c> (RFC 7644 section 3.12).</remarks>
public sealed record FilterError
{
    internal FilterError(FilterErrorKind kind, SourceSpan span)
    {
        Kind = kind;
        Offset = span.Start;
        Length = span.Length;
    }

    /// <summary>Gets what is wrong.</summary>
    public FilterErrorKind Kind { get; }

    /// <summary>Gets the zero-based place in the text, in UTF-16 code units.</summary>
    public int Offset { get; }

    /// <summary>Gets the number of UTF-16 code units that are at fault; zero at the end of the text.</summary>
    public int Length { get; }

    /// <summary>Gets what stands there, cut to a length that can be echoed; empty at the end of the text.</summary>
    public string Found { get; internal init; } = "";

    /// <summary>Gets what was expected, each in the words of a user. Immutable: errors share it.</summary>
    public IReadOnlyList<string> Expected
    {
        get;
        internal init => field = value as ImmutableArray<string>? ?? [.. value];
    } = ImmutableArray<string>.Empty;

    /// <summary>Gets what was probably meant; null when nothing is near.</summary>
    public string? Suggestion { get; internal init; }

    /// <summary>Gets the attribute, limit, event types or character that the fault is about; null when it is about none.</summary>
    public string? Subject { get; internal init; }

    /// <summary>Gets the fault as one sentence without its place.</summary>
    public string Message => ErrorText.Describe(this);

    /// <summary>Draws the fault into the text: the line, a caret below each character at fault, and the message.</summary>
    /// <param name="text">The text of the filter.</param>
    /// <returns>Two lines; a long text is cut around the fault, and control characters are replaced.</returns>
    public string Draw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ErrorPicture.Draw(text, this);
    }

    /// <inheritdoc/>
    public bool Equals(FilterError? other) =>
        other is not null
        && (Kind, Offset, Length, Found, Suggestion, Subject)
            == (other.Kind, other.Offset, other.Length, other.Found, other.Suggestion, other.Subject)
        && Expected.SequenceEqual(other.Expected, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Offset, Length, Found);

    /// <summary>Gives the column, counted from one, and the message.</summary>
    public override string ToString() => $"column {Offset + 1}: {Message}";
}
