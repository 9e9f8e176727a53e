using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive;

/// <summary>Runs the prompt until the user leaves or the input ends.</summary>
internal static class ReplProgram
{
    public static int Run(Channels channels)
    {
        var session = new ReplSession(channels);
        Func<string?> readLine = channels.IsInteractive ? new LineEditing(session).ReadLine : PlainLines(channels);
        while (readLine() is { } line && session.Answer(line))
        {
            channels.Output.Flush();
        }

        return ExitCode.Success;
    }

    /// <summary>A script gets answers only: no prompt, no colours.</summary>
    private static Func<string?> PlainLines(Channels channels)
    {
        var reader = new LineReader(channels.Input, channels.Output.Flush);
        return () => reader.MoveNext() ? Encoding.UTF8.GetString(reader.Line.Span) : null;
    }
}
