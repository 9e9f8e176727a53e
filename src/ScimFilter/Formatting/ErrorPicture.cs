namespace ScimFilter.Formatting;

/// <summary>Draws the line, the carets below what is at fault, and the message.</summary>
internal static class ErrorPicture
{
    /// <summary>The longest line and what of it lies before the fault, in cells of a terminal.</summary>
    private const int Width = 100;
    private const int Lead = 40;

    public static string Draw(string text, FilterError error)
    {
        int offset = Math.Clamp(error.Offset, 0, text.Length);
        int start = StartOf(text, offset);
        int end = Math.Min(text.Length, start + Width);
        while (WidthOf(text, start, end) > Width && end > offset)
        {
            end--;
        }

        end -= end > offset && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        string line = (start > 0 ? "…" : "") + Printable.Clean(text[start..end]) + (end < text.Length ? "…" : "");
        int indent = WidthOf(text, start, offset) + (start > 0 ? 1 : 0);
        int carets = Math.Max(1, WidthOf(text, offset, Math.Clamp(offset + error.Length, offset, end)));
        return $"{line}\n{new string(' ', indent)}{new string('^', carets)} {error.Message}";
    }

    private static int StartOf(string text, int offset)
    {
        if (text.Length <= Width && WidthOf(text, 0, text.Length) <= Width)
        {
            return 0;
        }

        int start = Math.Clamp(offset - Lead, 0, Math.Max(0, text.Length - Width));
        while (WidthOf(text, start, offset) > Lead && WidthOf(text, start, Math.Min(text.Length, start + Width)) > Width)
        {
            start++;
        }

        return start < offset && char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    private static int WidthOf(string text, int start, int end) => TerminalWidth.Of(Printable.Clean(text[start..end]));
}
