using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive;

/// <summary>Runs the prompt until the user leaves or the input ends.</summary>
internal static class ReplProgram
{
    public static int Run(Channels channels)
    {
        var session = new ReplSession(channels);
        if (channels.IsInteractive)
        {
            Talk(channels, session);
            return ExitCode.Success;
        }

        var input = new InputFile("-", channels);
        foreach (string line in Piped(input).TakeWhile(line => session.Answer(line)))
        {
            channels.Output.Flush();
        }

        return input.IsFine ? ExitCode.Success : ExitCode.Trouble;
    }

    private static void Talk(Channels channels, ReplSession session)
    {
        using var editing = new LineEditing(channels, session);
        using var interruption = new Interruption(() => Console.Error.Write("\nCtrl-C again, Ctrl-D or 'quit' leaves.\n> "));
        while (editing.ReadLine() is { } line && interruption.Run(stop => session.Answer(line, stop)))
        {
            channels.Output.Flush();
        }
    }

    /// <summary>A script gets answers only: no prompt, no colours.</summary>
    private static IEnumerable<string> Piped(InputFile input) => input.Lines().Select(line => Encoding.UTF8.GetString(line.Text.Span));
}
