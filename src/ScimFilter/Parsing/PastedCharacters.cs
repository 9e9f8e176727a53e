using System.Text;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>
/// Names the character at fault where a person cannot see it: pasted text has tabs, line breaks, no-break spaces and byte order marks.
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

        return error;
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
