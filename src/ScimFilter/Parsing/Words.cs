using System.Buffers;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>How the parser tells a user what stands in the text and what should.</summary>
internal static class Words
{
    public const string EndOfFilter = "the end of the filter";

    public static readonly string[] Operand = ["an attribute", "'not ('", "'('"];
    public static readonly string[] Operator =
    [
        $"a comparison operator ({string.Join(", ", OperatorTable.Tokens[..^1])})", $"'{OperatorTable.Present}'",
    ];
    public static readonly string[] Negation = ["'not' with parentheses around what it negates", .. Operator];
    public static readonly string[] Value = ["a value: a JSON string in double quotes, a number, true, false", "null"];
    public static readonly string[] Name = ["letters, digits, '-', '_' and '$', starting with a letter"];

    private static readonly SearchValues<char> _wordEnd = SearchValues.Create(" ()[]\"");

    /// <summary>What a person would call the next word: up to a space, parenthesis, bracket or quote; else that one character.</summary>
    public static ReadOnlySpan<char> Next(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(_wordEnd);
        return rest[..(end < 0 ? rest.Length : end == 0 ? 1 : end)];
    }

    /// <summary>Whether a character ends the word before it.</summary>
    public static bool IsEnd(char character) => _wordEnd.Contains(character);

    /// <summary>The length of the "and" or "or", in any case, that the text starts with; zero when it starts otherwise.</summary>
    public static int Connective(ReadOnlySpan<char> text, out LogicalOperator @operator)
    {
        @operator = text is ['a' or 'A', ..] ? LogicalOperator.And : LogicalOperator.Or;
        return text switch
        {
            ['a' or 'A', 'n' or 'N', 'd' or 'D', ..] => 3,
            ['o' or 'O', 'r' or 'R', ..] => 2,
            _ => 0,
        };
    }

    /// <summary>The fault "something else was expected here", or "the filter ends here".</summary>
    public static FilterError Unexpected(
        FilterErrorKind kind, ReadOnlySpan<char> rest, int offset, IReadOnlyList<string> expected, string? suggestion = null)
    {
        if (rest.IsEmpty)
        {
            return new FilterError(FilterErrorKind.UnexpectedEnd, new SourceSpan(offset, 0)) { Expected = expected };
        }

        ReadOnlySpan<char> word = Next(rest);
        return new FilterError(kind, new SourceSpan(offset, word.Length))
        {
            Found = kind == FilterErrorKind.InvalidAttributePath ? ErrorText.EchoName(word) : ErrorText.Echo(word),
            Expected = expected,
            Suggestion = suggestion is null ? null : $"'{suggestion}'",
        };
    }

    public static FilterError OverLimit(FilterErrorKind kind, int offset, int length, int limit) =>
        new(kind, new SourceSpan(offset, length)) { Subject = limit.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
