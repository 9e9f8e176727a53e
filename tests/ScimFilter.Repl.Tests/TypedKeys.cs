using System.Text;
using ScimFilter.Repl.Interactive.Editing;

namespace ScimFilter.Repl.Tests;

/// <summary>A terminal on which a text is typed: control characters are keys with Ctrl, arrows are the arrow keys.</summary>
internal sealed class TypedKeys(string keys) : ITerminal
{
    private readonly StringBuilder _output = new();
    private int _next;

    public int Width { get; init; } = 80;

    public int Height { get; init; } = 24;

    /// <summary>Gets a value indicating whether an escape sequence is being read: only there keys come at once.</summary>
    public bool HasInput
    {
        get
        {
            int escape = _next < keys.Length ? keys[..(_next + 1)].LastIndexOf("\e[", StringComparison.Ordinal) : -1;
            return escape >= 0 && _next - escape < 6;
        }
    }

    public string Output => _output.ToString();

    public ConsoleKeyInfo ReadKey()
    {
        char key = keys[_next++];
        return key switch
        {
            '\r' => new(key, ConsoleKey.Enter, false, false, false),
            '\t' => new(key, ConsoleKey.Tab, false, false, false),
            '\u007f' => new(key, ConsoleKey.Backspace, false, false, false),
            '\e' => new(key, ConsoleKey.Escape, false, false, false),
            '←' => new('\0', ConsoleKey.LeftArrow, false, false, false),
            '→' => new('\0', ConsoleKey.RightArrow, false, false, false),
            '↑' => new('\0', ConsoleKey.UpArrow, false, false, false),
            '↓' => new('\0', ConsoleKey.DownArrow, false, false, false),
            < ' ' => new(key, ConsoleKey.A + key - 1, false, false, true),
            _ => new(key, default, false, false, false),
        };
    }

    public void Suspend() => _output.Append("(suspended)");

    public void Write(string text) => _output.Append(text);
}
