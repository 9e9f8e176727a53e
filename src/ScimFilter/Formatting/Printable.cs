using System.Globalization;
using System.Text;

namespace ScimFilter.Formatting;

/// <summary>Makes text from strangers safe to show: no control character, no direction override, no half character.</summary>
internal static class Printable
{
    /// <summary>Replaces each character that is not safe by U+FFFD, and a tab by a space.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(IsSafe(rune) ? rune : rune.Value == '\t' ? new Rune(' ') : Rune.ReplacementChar);
        }

        return clean.ToString();
    }

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
