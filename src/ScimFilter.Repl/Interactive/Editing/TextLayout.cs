using System.Globalization;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>Breaks a line into rows of a terminal. A character that takes two cells is never split between rows.</summary>
internal sealed class TextLayout
{
    private readonly List<Range> _rows = [];

    /// <summary>Lays a line out.</summary>
    /// <param name="text">The line.</param>
    /// <param name="cursor">The place of the cursor in the line.</param>
    /// <param name="indent">The cells that the prompt takes in the first row.</param>
    /// <param name="width">The cells of a row.</param>
    public TextLayout(string text, int cursor, int indent, int width)
    {
        int start = 0;
        int column = indent;
        for (int place = 0; place < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(place));
            int cells = Cells.Of(text.AsSpan(place, length));
            if (column + cells > width && column > 0)
            {
                _rows.Add(start..place);
                (start, column) = (place, 0);
            }

            if (cursor >= place && cursor < place + length)
            {
                (CursorRow, CursorColumn) = (_rows.Count, column);
            }

            column += cells;
            place += length;
        }

        if (column >= width)
        {
            // The cursor behind a full row stands at the start of the next one.
            _rows.Add(start..text.Length);
            (start, column) = (text.Length, 0);
        }

        _rows.Add(start..text.Length);
        if (cursor >= text.Length)
        {
            (CursorRow, CursorColumn) = (_rows.Count - 1, column);
        }
    }

    /// <summary>Gets the part of the line that each row shows.</summary>
    public IReadOnlyList<Range> Rows => _rows;

    public int CursorRow { get; }

    public int CursorColumn { get; }
}
