using System.Globalization;

namespace ScimFilter.Formatting;

/// <summary>Draws the line, the carets below what is at fault, and the message.</summary>
internal static class ErrorPicture
{
    private const int Width = 100;
    private const int Lead = 40;

    public static string Draw(string text, FilterError error)
    {
        int offset = Math.Clamp(error.Offset, 0, text.Length);
        int start = text.Length <= Width ? 0 : Math.Clamp(offset - Lead, 0, text.Length - Width);
        int end = Math.Min(text.Length, start + Width);
        string before = Printable.Clean(text[start..offset]);
        string line = (start > 0 ? "…" : "") + Printable.Clean(text[start..end]) + (end < text.Length ? "…" : "");

        int indent = Columns(before) + (start > 0 ? 1 : 0);
        int carets = Math.Max(1, Columns(Printable.Clean(text[offset..Math.Clamp(offset + error.Length, offset, end)])));
        return $"{line}\n{new string(' ', indent)}{new string('^', carets)} {error.Message}";
    }

    /// <summary>What a person counts as characters: an emoji is one, not two.</summary>
    private static int Columns(string text) => new StringInfo(text).LengthInTextElements;
}
