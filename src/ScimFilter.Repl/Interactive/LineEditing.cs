using Microsoft.Win32.SafeHandles;
using ScimFilter.Repl.Interactive.Completion;
using ScimFilter.Repl.Interactive.Editing;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Interactive;

/// <summary>Reads lines from a person: with editing, history and completion, or plain ones from a dumb terminal.</summary>
internal sealed class LineEditing : IDisposable
{
    private readonly Channels _channels;
    private readonly StreamReader? _plain;
    private readonly LineEditor? _editor;
    private readonly LineHistory? _history;
    private readonly HistoryFile? _file;

    public LineEditing(Channels channels, ReplSession session)
    {
        _channels = channels;
        string keys = Terminal.IsDumb ? "" : " Tab completes.";
        channels.Output.WriteLine($"SCIM filters (RFC 7644). Type a filter, ':help' or ':quit'.{keys}");
        if (Terminal.IsDumb)
        {
            // The streams of Console edit lines on their own and keep what was typed before Ctrl-C; the system drops it.
            var input = new SafeFileHandle(0, ownsHandle: false);
            _plain = new StreamReader(new FileStream(input, FileAccess.Read, bufferSize: 0));
            return;
        }

        _file = HistoryFile.OfUser(Environment.GetEnvironmentVariable);
        _history = new LineHistory(_file?.Read() ?? []);
        Func<string, byte[]>? paint = Colours.AreWanted ? FilterHighlighter.Paint : null;
        var completion = new LineCompletion(session.Events, session.Settings);
        _editor = new LineEditor(new ConsoleTerminal(channels), _history, completion.Complete, paint);
        if (_file?.Trouble is { } trouble)
        {
            channels.Report(_file.Path, $"the history cannot be read: {trouble}");
        }
    }

    /// <summary>Reads a line.</summary>
    /// <returns>The line; null at the end of the input.</returns>
    public string? ReadLine()
    {
        if (_editor is null)
        {
            _channels.Output.Write("> ");
            _channels.Output.Flush();
            return _plain!.ReadLine();
        }

        Console.TreatControlCAsInput = true;
        try
        {
            string? line = _editor.ReadLine();
            Remember((line ?? "").TrimEnd());
            return line;
        }
        finally
        {
            // While a command runs, Ctrl-C is a signal.
            Console.TreatControlCAsInput = false;
        }
    }

    public void Dispose() => _plain?.Dispose();

    private void Remember(string line)
    {
        if (_history!.Add(line) && _file is { Trouble: null })
        {
            _file.Append(line);
            if (_file.Trouble is { } trouble)
            {
                _channels.Report(_file.Path, $"the history cannot be saved: {trouble}");
            }
        }
    }
}
