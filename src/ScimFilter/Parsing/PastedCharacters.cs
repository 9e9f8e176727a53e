using System.Text;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>
/// Names the character at fault where a person cannot see it, or cannot tell it from one of ASCII: pasted text has tabs, line breaks,
/// no-break spaces and byte order marks, dashes for hyphens, and letters of other alphabets.
/// </summary>
internal static class PastedCharacters
{
    /// <summary>Looks for such a character in the word that a fault is about.</summary>
    /// <returns>The fault of the character at its place, or the fault itself when there is none.</returns>
    public static FilterError Name(FilterError error, string text)
    {
        bool isOfWord = error.Kind is FilterErrorKind.UnexpectedText or FilterErrorKind.InvalidAttributePath
            or FilterErrorKind.UnknownOperator or FilterErrorKind.InvalidValue or FilterErrorKind.InvalidNumber;
        ReadOnlySpan<char> word = isOfWord ? Words.Next(text.AsSpan(error.Offset)) : [];
        int offset = error.Offset;
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (CharacterName.IsOtherSpace(rune) || CharacterName.IsInvisible(rune))
            {
                return Of(rune, offset, text);
            }

            offset += rune.Utf16SequenceLength;
        }

        return word.IsEmpty || error.Subject is not null || LookAlikes.FirstIn(word) is not { } subject
            ? error
            : OfWord(error, word, subject);
    }

    /// <summary>Adds the first character that is not ASCII, and what the word may have been meant to be.</summary>
    private static FilterError OfWord(FilterError error, ReadOnlySpan<char> word, string subject)
    {
        string? ascii = LookAlikes.ToAscii(word);
        switch (error.Kind)
        {
            case FilterErrorKind.InvalidValue or FilterErrorKind.InvalidNumber:
                // A word in any letters is a string without its quotes, and has that for a hint.
                bool isValue = ascii is "true" or "false" or "null" || (ascii is not null && ExactDecimal.TryParse(ascii, out _));
                return isValue ? error with { Subject = subject, Suggestion = $"'{ErrorText.Echo(ascii)}'" } : error;
            case FilterErrorKind.InvalidAttributePath:
                string? path = error.Suggestion ?? (ascii is not null && IsPath(ascii) ? $"'{ErrorText.EchoName(ascii)}'" : null);
                return error with { Subject = subject, Suggestion = path };
            case FilterErrorKind.UnknownOperator:
                string? meant = ascii is null ? null : Suggestions.Operator(ascii);
                return error with { Subject = subject, Suggestion = error.Suggestion ?? (meant is null ? null : $"'{meant}'") };
            default:
                return error with { Subject = subject };
        }
    }

    private static bool IsPath(string text)
    {
        int colon = text.LastIndexOf(':');
        return Array.TrueForAll(text[(colon + 1)..].Split('.'), AttributeNames.IsName)
            && (colon < 0 || AttributeNames.IsUri(text.AsSpan(0, colon)));
    }

    private static FilterError Of(Rune rune, int offset, string text)
    {
        int end = offset + rune.Utf16SequenceLength;
        bool isBetweenWords = offset > 0 && end < text.Length && CharacterName.IsOtherSpace(rune);
        string name = CharacterName.Of(rune);
        return new FilterError(FilterErrorKind.UnexpectedText, SourceSpan.FromBounds(offset, end))
        {
            Found = name,
            Subject = name,
            Expected = [isBetweenWords ? "a space" : "nothing in its place"],
        };
    }
}
