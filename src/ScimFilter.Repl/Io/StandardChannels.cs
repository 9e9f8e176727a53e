using Microsoft.Win32.SafeHandles;

namespace ScimFilter.Repl.Io;

/// <summary>Opens the standard streams of the process.</summary>
internal static class StandardChannels
{
    public static Channels Open() => new(
        StandardDescriptors.IsInherited(0) ? Console.OpenStandardInput() : new ClosedStream("standard input"),
        StandardDescriptors.IsInherited(1) ? OpenOutput() : new ClosedStream("standard output"),
        StandardDescriptors.IsInherited(2) ? Console.OpenStandardError() : new ClosedStream("standard error"))
    {
        IsInteractive = !Console.IsInputRedirected && !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>
    /// The stream of <see cref="Console"/> ignores a broken pipe, so a command would go on after its reader has ended. A file stream
    /// reports it; but it keeps its own position, which is wrong for a file that standard error writes to as well.
    /// </summary>
    private static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }
}
