namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>The lines that were entered, the oldest first, and the place of the one that is shown.</summary>
internal sealed class LineHistory
{
    /// <summary>The most lines that are kept; the oldest go first.</summary>
    public const int MaxLines = 1_000;

    private readonly List<string> _lines = [];
    private int _shown;
    private string _draft = "";

    public LineHistory(IEnumerable<string> lines) => _lines.AddRange(lines.TakeLast(MaxLines));

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line, unless it is blank, starts with a space, or repeats the last one, as shells do.</summary>
    /// <returns>Whether it was added.</returns>
    public bool Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || line[0] == ' ' || (_lines.Count > 0 && line.Equals(_lines[^1], StringComparison.Ordinal)))
        {
            return false;
        }

        if (_lines.Count == MaxLines)
        {
            _lines.RemoveAt(0);
        }

        _lines.Add(line);
        return true;
    }

    /// <summary>Goes behind the last line, where a new one is typed.</summary>
    public void Reset() => (_shown, _draft) = (_lines.Count, "");

    /// <summary>Goes to an older line.</summary>
    /// <param name="current">What is shown now; it comes back when the user returns from the history.</param>
    /// <returns>The line; null when there is no older one.</returns>
    public string? Older(string current)
    {
        if (_shown == 0)
        {
            return null;
        }

        _draft = _shown == _lines.Count ? current : _draft;
        return _lines[--_shown];
    }

    /// <summary>Goes to a newer line.</summary>
    /// <returns>The line, or what was typed before the history was looked at; null when that is shown already.</returns>
    public string? Newer() =>
        _shown >= _lines.Count ? null : ++_shown == _lines.Count ? _draft : _lines[_shown];

    /// <summary>Finds the newest line before a place that holds a text, ignoring case.</summary>
    /// <param name="before">The place: the number of lines for all.</param>
    /// <param name="text">The text.</param>
    /// <returns>The index; -1 when there is none.</returns>
    public int Find(int before, string text) =>
        before <= 0 ? -1 : _lines.FindLastIndex(before - 1, line => line.Contains(text, StringComparison.OrdinalIgnoreCase));
}
