using System.Globalization;
using System.Text;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>Shows the prompt and the line on the terminal, over as many rows as they take.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="paint">Gives the colour of each code unit of a line, as the number of an SGR sequence, 0 for none; or null.</param>
internal sealed class LineView(ITerminal terminal, Func<string, byte[]>? paint)
{
    private int _cursorRow;

    /// <summary>Draws over what was drawn before.</summary>
    public void Draw(string prompt, string text, int cursor)
    {
        var layout = new TextLayout(text, cursor, Cells.Of(prompt), terminal.Width);
        int height = Math.Min(layout.Rows.Count, terminal.Height);
        int first = Math.Clamp(layout.CursorRow - height + 1, 0, layout.Rows.Count - height);
        var output = new StringBuilder();
        MoveToTop(output);
        output.Append(first == 0 ? prompt : "");
        byte[]? colours = paint?.Invoke(text);
        for (int row = first; row < first + height; row++)
        {
            output.Append(row > first ? "\r\n" : "");
            Append(output, text, layout.Rows[row], colours);
        }

        _cursorRow = layout.CursorRow - first;
        Append(output, height - 1 - _cursorRow, 'A');
        output.Append('\r');
        Append(output, layout.CursorColumn, 'C');
        terminal.Write(output.ToString());
    }

    /// <summary>Draws a last time and goes to the row below.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="text">The line.</param>
    /// <param name="mark">What stands behind the line, such as <c>^C</c>.</param>
    public void Finish(string prompt, string text, string mark = "")
    {
        Draw(prompt, text, text.Length);
        terminal.Write(mark + "\r\n");
        _cursorRow = 0;
    }

    /// <summary>Clears the whole screen.</summary>
    public void Clear()
    {
        terminal.Write("\e[H\e[2J");
        _cursorRow = 0;
    }

    private static void Append(StringBuilder output, string text, Range row, byte[]? colours)
    {
        (int start, int length) = row.GetOffsetAndLength(text.Length);
        int colour = 0;
        for (int place = start; place < start + length; place++)
        {
            int next = colours?[place] ?? 0;
            if (next != colour)
            {
                Append(output, next, 'm', always: true);
                colour = next;
            }

            output.Append(char.IsControl(text[place]) ? '\ufffd' : text[place]);
        }

        output.Append(colour == 0 ? "" : "\e[0m");
    }

    private void MoveToTop(StringBuilder output)
    {
        Append(output, _cursorRow, 'A');
        output.Append("\r\e[J");
    }

    private static void Append(StringBuilder output, int number, char command, bool always = false)
    {
        if (number > 0 || always)
        {
            output.Append(CultureInfo.InvariantCulture, $"\e[{number}{command}");
        }
    }
}
