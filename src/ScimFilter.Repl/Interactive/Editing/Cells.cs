using System.Text;
using Wcwidth;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>Counts the cells that text takes on a terminal.</summary>
internal static class Cells
{
    /// <summary>Gives the cells: two for a wide character, none for a combining one, one for what replaces a control character.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = UnicodeCalculator.GetWidth(rune);
            cells += width < 0 ? 1 : width;
        }

        return cells;
    }
}
