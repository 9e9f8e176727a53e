using System.Text;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary><c>SP compValue</c>: a JSON string, number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed class ValueLeaf : Leaf<ComparisonValue>
{
    protected override int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out ComparisonValue? result)
    {
        result = null;
        int spaces = session.RequiredSpaces(rest);
        ReadOnlySpan<char> text = rest[spaces..];
        int start = offset + spaces;
        if (spaces > 0 && text.StartsWith('"'))
        {
            int read = StringLiteral.Read(session, text, start, out string? value);
            result = value is null ? null : new ComparisonValue(ComparisonValueKind.String, value, default, new SourceSpan(start, read));
            return value is null ? Leaf.Failed : spaces + read;
        }

        ReadOnlySpan<char> word = Words.Next(text);
        if (spaces == 0 || word.IsEmpty || ReadWord(session, word, start, out result) is not true)
        {
            return session.Fail(spaces > 0 && !word.IsEmpty && CharacterName.IsOtherQuote(word[0])
                ? OtherQuote(text, start)
                : Words.Unexpected(FilterErrorKind.InvalidValue, text, start, Words.Value, Suggest(word)));
        }

        return spaces + word.Length;
    }

    /// <summary>Gives false, without a result, for a word that is no value, after reporting the fault of a number.</summary>
    private static bool ReadWord(ParseSession session, ReadOnlySpan<char> word, int offset, out ComparisonValue? result)
    {
        var span = new SourceSpan(offset, word.Length);
        result = word switch
        {
            "true" => new ComparisonValue(ComparisonValueKind.True, null, default, span),
            "false" => new ComparisonValue(ComparisonValueKind.False, null, default, span),
            "null" => new ComparisonValue(ComparisonValueKind.Null, null, default, span),
            _ when char.IsAsciiDigit(word[0]) || word[0] == '-' => ReadNumber(session, word, span),
            _ => null,
        };
        return result is not null;
    }

    private static ComparisonValue? ReadNumber(ParseSession session, ReadOnlySpan<char> word, SourceSpan span)
    {
        if (ExactDecimal.TryParse(word, out ExactDecimal number))
        {
            if (number.Digits.Length <= session.Options.MaxLiteralLength)
            {
                return new ComparisonValue(ComparisonValueKind.Number, null, number, span);
            }

            session.Fail(Words.OverLimit(FilterErrorKind.LiteralTooLong, span.Start, span.Length, session.Options.MaxLiteralLength));
            return null;
        }

        bool isNumber = JsonNumber.TrySplit(word, out _);
        session.Fail(new FilterError(isNumber ? FilterErrorKind.NumberOutOfRange : FilterErrorKind.InvalidNumber, span)
        {
            Found = ErrorText.Echo(word),
            Expected = ["a number such as 12, -0.5 or 1e3", "a string in double quotes"],
        });
        return null;
    }

    private static string? Suggest(ReadOnlySpan<char> word)
    {
        if (word.Equals("true", StringComparison.OrdinalIgnoreCase)
            || word.Equals("false", StringComparison.OrdinalIgnoreCase)
            || word.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return word.ToString().ToLowerInvariant();
        }

        return word.IsEmpty || !char.IsLetterOrDigit(word[0]) ? null : $"\"{ErrorText.Echo(word)}\"";
    }

    /// <summary>
    /// The fault of a string between quotes that are not those of JSON, as word processors and other languages have them.
    /// </summary>
    private static FilterError OtherQuote(ReadOnlySpan<char> text, int offset)
    {
        int length = 1;
        while (length < text.Length && text[length] != '"' && !CharacterName.IsOtherQuote(text[length]))
        {
            length++;
        }

        bool isClosed = length < text.Length;
        ReadOnlySpan<char> word = isClosed ? text[..(length + 1)] : Words.Next(text);
        ReadOnlySpan<char> content = isClosed ? word[1..^1] : word[1..];
        return new FilterError(FilterErrorKind.InvalidValue, new SourceSpan(offset, word.Length))
        {
            Found = ErrorText.Echo(word),
            Expected = Words.Value,
            Subject = text[0] == '\'' ? null : CharacterName.Of(new Rune(text[0])),
            Suggestion = $"'{JsonText.Quote(ErrorText.Echo(content))}'",
        };
    }
}
