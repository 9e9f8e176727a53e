using ScimFilter.Repl.Interactive.Completion;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>Reads lines from a terminal with the keys of a shell (those of GNU readline).</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="history">The lines that were entered before.</param>
/// <param name="complete">Gives the candidates for the text before the cursor.</param>
/// <param name="paint">Gives the colours of a line, as <see cref="LineView"/> takes them; null for none.</param>
internal sealed class LineEditor(ITerminal terminal, LineHistory history, Func<string, Candidates> complete, Func<string, byte[]>? paint)
{
    private const string Prompt = "> ";

    private readonly LineView _view = new(terminal, paint);
    private readonly EditBuffer _buffer = new();
    private readonly BracketedPaste _paste = new(terminal);
    private bool _wasInterrupted;

    /// <summary>Reads a line; Ctrl-C drops what was typed and starts anew.</summary>
    /// <returns>The line; null when the user wants to leave, by Ctrl-D or by Ctrl-C twice on an empty line.</returns>
    public string? ReadLine()
    {
        _paste.Enable();
        try
        {
            return Read();
        }
        finally
        {
            _paste.Disable();
        }
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && key.Modifiers == ConsoleModifiers.Control;

    private string? Read()
    {
        _buffer.Set("");
        history.Reset();
        while (true)
        {
            Draw();
            ConsoleKeyInfo key = terminal.ReadKey();
            if (_paste.IsText(key))
            {
                _buffer.Insert(BracketedPaste.TextOf(key));
                continue;
            }

            if (IsControl(key, ConsoleKey.R))
            {
                key = Search();
            }

            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n')
            {
                _wasInterrupted = false;
                _view.Finish(Prompt, _buffer.Text);
                return _buffer.Text;
            }

            if (IsControl(key, ConsoleKey.D) && _buffer.Text.Length == 0)
            {
                _view.Finish(Prompt, "");
                return null;
            }

            if (!IsControl(key, ConsoleKey.C))
            {
                _wasInterrupted = false;
                Edit(key);
            }
            else if (!Interrupt())
            {
                return null;
            }
        }
    }

    private void Draw()
    {
        // Pasted text is drawn once, when all of it is there.
        if (!terminal.HasInput)
        {
            _view.Draw(Prompt, _buffer.Text, _buffer.Cursor);
        }
    }

    /// <summary>Drops the line. On an empty one it says how to leave, and leaves the second time.</summary>
    /// <returns>Whether to go on.</returns>
    private bool Interrupt()
    {
        bool wasEmpty = _buffer.Text.Length == 0;
        _view.Finish(Prompt, _buffer.Text, "^C");
        _buffer.Set("");
        history.Reset();
        if (wasEmpty && !_wasInterrupted)
        {
            terminal.Write("Ctrl-C again, Ctrl-D or 'quit' leaves.\r\n");
        }

        bool goesOn = !(wasEmpty && _wasInterrupted);
        _wasInterrupted = wasEmpty;
        return goesOn;
    }

    private void Edit(ConsoleKeyInfo key)
    {
        Action? edit = (key.Modifiers, key.Key) switch
        {
            (_, ConsoleKey.Escape) => () => _buffer.Insert(_paste.ReadMark()),
            (_, ConsoleKey.Tab) => Complete,
            (ConsoleModifiers.Alt, ConsoleKey.Backspace) => _buffer.EraseWordLeft,
            (_, ConsoleKey.Backspace) or (ConsoleModifiers.Control, ConsoleKey.H) => _buffer.DeleteLeft,
            (_, ConsoleKey.Delete) or (ConsoleModifiers.Control, ConsoleKey.D) => _buffer.DeleteRight,
            (ConsoleModifiers.Control or ConsoleModifiers.Alt, ConsoleKey.LeftArrow) => _buffer.MoveWordLeft,
            (ConsoleModifiers.Control or ConsoleModifiers.Alt, ConsoleKey.RightArrow) => _buffer.MoveWordRight,
            (ConsoleModifiers.Alt, ConsoleKey.B) => _buffer.MoveWordLeft,
            (ConsoleModifiers.Alt, ConsoleKey.F) => _buffer.MoveWordRight,
            (_, ConsoleKey.LeftArrow) or (ConsoleModifiers.Control, ConsoleKey.B) => _buffer.MoveLeft,
            (_, ConsoleKey.RightArrow) or (ConsoleModifiers.Control, ConsoleKey.F) => _buffer.MoveRight,
            (_, ConsoleKey.Home) or (ConsoleModifiers.Control, ConsoleKey.A) => () => _buffer.MoveTo(0),
            (_, ConsoleKey.End) or (ConsoleModifiers.Control, ConsoleKey.E) => () => _buffer.MoveTo(_buffer.Text.Length),
            (_, ConsoleKey.UpArrow) or (ConsoleModifiers.Control, ConsoleKey.P) => () => Show(history.Older(_buffer.Text)),
            (_, ConsoleKey.DownArrow) or (ConsoleModifiers.Control, ConsoleKey.N) => () => Show(history.Newer()),
            (ConsoleModifiers.Control, ConsoleKey.U) => _buffer.EraseToStart,
            (ConsoleModifiers.Control, ConsoleKey.K) => _buffer.EraseToEnd,
            (ConsoleModifiers.Control, ConsoleKey.W) => _buffer.EraseBlankWordLeft,
            (ConsoleModifiers.Alt, ConsoleKey.D) => _buffer.EraseWordRight,
            (ConsoleModifiers.Control, ConsoleKey.Y) => _buffer.InsertErased,
            (ConsoleModifiers.Control, ConsoleKey.L) => _view.Clear,
            (ConsoleModifiers.Control, ConsoleKey.Z) => Suspend,
            _ => char.IsControl(key.KeyChar) ? null : () => _buffer.Insert(key.KeyChar.ToString()),
        };
        edit?.Invoke();
    }

    private void Suspend()
    {
        _view.Finish(Prompt, _buffer.Text, "^Z");
        _paste.Disable();
        terminal.Suspend();
        _paste.Enable();
    }

    private void Show(string? line)
    {
        if (line is not null)
        {
            _buffer.Set(line);
        }
    }

    /// <summary>Types what all candidates have in common, and a space behind the only one; lists them when there are several.</summary>
    private void Complete()
    {
        Candidates candidates = complete(_buffer.Text[.._buffer.Cursor]);
        string common = candidates.CommonStart();
        if (common.Length >= _buffer.Cursor - candidates.Start)
        {
            bool isWhole = candidates.Texts.Count == 1 && common[^1] is not ('/' or '(');
            bool hasSpace = _buffer.Cursor < _buffer.Text.Length && _buffer.Text[_buffer.Cursor] == ' ';
            _buffer.Replace(candidates.Start, isWhole && !hasSpace ? common + " " : common);
        }

        if (candidates.Texts.Count > 1)
        {
            _view.Finish(Prompt, _buffer.Text);
            terminal.Write(CandidateList.Draw(candidates.Texts, terminal.Width, terminal.Height - 3));
        }
    }

    /// <summary>Searches the history until a key that is not of the search; the line that was found is the one to edit then.</summary>
    /// <returns>The key, still to be carried out.</returns>
    private ConsoleKeyInfo Search()
    {
        var search = new HistorySearch(history);
        while (true)
        {
            _view.Draw(search.Prompt, search.Line ?? _buffer.Text, search.Cursor);
            ConsoleKeyInfo key = terminal.ReadKey();
            if (IsControl(key, ConsoleKey.R))
            {
                search.FindOlder();
            }
            else if (key.Key == ConsoleKey.Backspace)
            {
                search.DeleteLeft();
            }
            else if (IsControl(key, ConsoleKey.G) || IsControl(key, ConsoleKey.C))
            {
                // The search alone is given up: the line is as it was before.
                return default;
            }
            else if (!char.IsControl(key.KeyChar) && key.Modifiers is ConsoleModifiers.None or ConsoleModifiers.Shift)
            {
                search.Type(key.KeyChar);
            }
            else
            {
                Show(search.Line);
                _buffer.MoveTo(search.Line is null ? _buffer.Cursor : search.Cursor);
                return key;
            }
        }
    }
}
