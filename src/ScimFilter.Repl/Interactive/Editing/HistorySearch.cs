namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>The search of Ctrl-R: each typed character narrows it, Ctrl-R again goes on to older lines.</summary>
internal sealed class HistorySearch(LineHistory history)
{
    private string _text = "";
    private int _found = history.Lines.Count;
    private bool _isFailed;

    /// <summary>Gets what stands in front of the line that was found.</summary>
    public string Prompt => $"({(_isFailed ? "failed " : "")}reverse-i-search)'{_text}': ";

    /// <summary>Gets the line that was found last; null while nothing was.</summary>
    public string? Line => _found < history.Lines.Count ? history.Lines[_found] : null;

    /// <summary>Gets the place of the text in the line.</summary>
    public int Cursor => Math.Max(0, Line?.IndexOf(_text, StringComparison.OrdinalIgnoreCase) ?? 0);

    public void Type(char character)
    {
        _text += character;
        Find(Math.Min(_found + 1, history.Lines.Count));
    }

    public void DeleteLeft()
    {
        _text = _text.Length > 0 ? _text[..^1] : "";
        Find(history.Lines.Count);
    }

    public void FindOlder() => Find(_found);

    private void Find(int before)
    {
        int found = _text.Length == 0 ? -1 : history.Find(before, _text);
        _isFailed = found < 0 && _text.Length > 0;
        _found = found >= 0 ? found : _text.Length == 0 ? history.Lines.Count : _found;
    }
}
