using System.Runtime.InteropServices;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>The terminal of the process. It writes to the output of the commands, so that both keep their order.</summary>
internal sealed class ConsoleTerminal(Channels channels) : ITerminal
{
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;

    // A terminal that does not know its size says 0.
    public int Width => Console.WindowWidth is > 0 and int width ? width : DefaultWidth;

    public int Height => Console.WindowHeight is > 0 and int height ? height : DefaultHeight;

    public bool HasInput => Console.KeyAvailable;

    public ConsoleKeyInfo ReadKey() => Console.ReadKey(intercept: true);

    /// <inheritdoc/>
    /// <remarks>As Ctrl-C is a key here, so is Ctrl-Z: the terminal sends no signal for either.</remarks>
    public void Suspend()
    {
        if (!OperatingSystem.IsWindows())
        {
            // To the whole group, as the terminal would: a parent such as 'dotnet run' stops, too. SIGTSTP is 18 on BSD and macOS.
            _ = kill(0, OperatingSystem.IsLinux() ? 20 : 18);
        }
    }

    public void Write(string text)
    {
        channels.Output.Write(text);
        channels.Output.Flush();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
