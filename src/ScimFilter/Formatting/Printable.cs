using System.Globalization;

namespace ScimFilter.Formatting;

/// <summary>Makes text from strangers safe to show: no control character, no direction override, no half character.</summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    public static string Clean(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = IsSafe(source, i) ? source[i] : source[i] == '\t' ? ' ' : Replacement;
        }
    });

    private static bool IsSafe(string text, int index) => char.GetUnicodeCategory(text[index]) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate => char.IsHighSurrogate(text[index])
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]),
        _ => true,
    };
}
