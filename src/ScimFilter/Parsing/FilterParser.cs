using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Pidgin;

namespace ScimFilter.Parsing;

/// <summary>Text to tree: the limits that need no grammar first, then the grammar.</summary>
internal static class FilterParser
{
    private static readonly string[] _example = ["a filter such as userName eq \"bjensen\""];

    public static bool TryParse(
        string text, FilterOptions options, [NotNullWhen(true)] out FilterExpression? filter, [NotNullWhen(false)] out FilterError? error)
    {
        filter = null;
        error = CheckLength(text, options);
        if (error is not null)
        {
            return false;
        }

        var session = new ParseSession(text, options);
        Result<char, FilterExpression> result = FilterGrammar.Whole.Parse(text.AsSpan(), session);
        if (result.Success)
        {
            filter = result.Value;
            return true;
        }

        error = session.Error ?? throw new UnreachableException("Every failing leaf reports its fault.");
        return false;
    }

    private static FilterError? CheckLength(string text, FilterOptions options)
    {
        if (text.Length > options.MaxLength)
        {
            return Words.OverLimit(FilterErrorKind.TooLong, options.MaxLength, text.Length - options.MaxLength, options.MaxLength);
        }

        return text.AsSpan().ContainsAnyExcept(' ')
            ? null
            : new FilterError(FilterErrorKind.Empty, new SourceSpan(0, text.Length)) { Expected = _example };
    }
}
