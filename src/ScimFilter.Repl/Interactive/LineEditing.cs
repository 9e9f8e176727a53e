using RadLine;
using ScimFilter.Repl.Printing;
using Spectre.Console;

namespace ScimFilter.Repl.Interactive;

/// <summary>Reads lines from a person: with history, completion and highlighting where the terminal can.</summary>
internal sealed class LineEditing
{
    private readonly LineEditor? _editor;

    public LineEditing(ReplSession session)
    {
        Console.WriteLine("SCIM filters (RFC 7644). Type a filter, 'help' or 'quit'; Tab completes.");
        if (!LineEditor.IsSupported(AnsiConsole.Console))
        {
            return;
        }

        _editor = new LineEditor
        {
            Prompt = new LineEditorPrompt(Colours.AreWanted ? "[yellow]>[/]" : ">"),
            Completion = new FilterCompletion(session.Events),
            Highlighter = Colours.AreWanted ? new FilterHighlighter() : null,
        };
        _editor.KeyBindings.Add<PreviousHistoryCommand>(ConsoleKey.UpArrow);
        _editor.KeyBindings.Add<EndOfInputCommand>(ConsoleKey.D, ConsoleModifiers.Control);
        _editor.KeyBindings.Add<NextHistoryCommand>(ConsoleKey.DownArrow);
        _editor.KeyBindings.Add<MoveHomeCommand>(ConsoleKey.A, ConsoleModifiers.Control);
        _editor.KeyBindings.Add<MoveEndCommand>(ConsoleKey.E, ConsoleModifiers.Control);
        _editor.KeyBindings.Add<EraseToStartCommand>(ConsoleKey.U, ConsoleModifiers.Control);
        _editor.KeyBindings.Add<EraseToEndCommand>(ConsoleKey.K, ConsoleModifiers.Control);
    }

    /// <summary>Reads a line.</summary>
    /// <returns>The line; null at the end of the input.</returns>
    public string? ReadLine()
    {
        if (_editor is null)
        {
            Console.Write("> ");
            return Console.ReadLine();
        }

        return _editor.ReadLine(CancellationToken.None).GetAwaiter().GetResult();
    }
}
