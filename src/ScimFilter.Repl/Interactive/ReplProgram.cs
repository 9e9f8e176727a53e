using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive;

/// <summary>Runs the prompt.</summary>
internal static class ReplProgram
{
    public static int Run(Channels channels) => ExitCode.Success;
}
