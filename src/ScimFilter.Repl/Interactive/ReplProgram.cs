using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive;

/// <summary>Runs the prompt until the user leaves or the input ends.</summary>
internal static class ReplProgram
{
    public static int Run(Channels channels)
    {
        var input = new InputFile("-", channels);
        var session = new ReplSession(channels);
        IEnumerable<string> lines = channels.IsInteractive ? Typed(new LineEditing(session)) : Piped(input);
        foreach (string line in lines.TakeWhile(session.Answer))
        {
            channels.Output.Flush();
        }

        return input.IsFine ? ExitCode.Success : ExitCode.Trouble;
    }

    private static IEnumerable<string> Typed(LineEditing editing)
    {
        while (editing.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>A script gets answers only: no prompt, no colours.</summary>
    private static IEnumerable<string> Piped(InputFile input) => input.Lines().Select(line => Encoding.UTF8.GetString(line.Text.Span));
}
