namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>
/// Tells pasted text from typed keys, as a pasted tab is no request for completion. A terminal that was asked to puts <c>ESC [200~</c> in
/// front of what is pasted and <c>ESC [201~</c> behind it.
/// </summary>
internal sealed class BracketedPaste(ITerminal terminal)
{
    private const string Start = "[200~";
    private const string End = "[201~";

    private bool _isOpen;

    /// <summary>Asks the terminal for the marks.</summary>
    public void Enable() => terminal.Write("\e[?2004h");

    public void Disable() => terminal.Write("\e[?2004l");

    /// <summary>Whether a key is pasted text. A line break ends the line, and an escape character may start the mark at the end.</summary>
    public bool IsText(ConsoleKeyInfo key) => _isOpen && key.KeyChar is not ('\r' or '\n' or '\e');

    /// <summary>Gives the text of a pasted key: a tab is text, other control characters are left out.</summary>
    public static string TextOf(ConsoleKeyInfo key) =>
        key.KeyChar != '\t' && char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString();

    /// <summary>Reads what follows an escape character.</summary>
    /// <returns>The text that followed when it is no mark.</returns>
    public string ReadMark()
    {
        string read = "";
        while (terminal.HasInput && read.Length < Start.Length && (IsStartOf(read, Start) || IsStartOf(read, End)))
        {
            read += terminal.ReadKey().KeyChar;
        }

        bool isMark = read is Start or End;
        _isOpen = isMark ? read == Start : _isOpen;
        return isMark ? "" : string.Concat(read.Where(character => !char.IsControl(character)));
    }

    private static bool IsStartOf(string read, string mark) => mark.StartsWith(read, StringComparison.Ordinal);
}
