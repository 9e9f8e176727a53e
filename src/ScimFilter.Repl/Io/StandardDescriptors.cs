using System.Runtime.InteropServices;

namespace ScimFilter.Repl.Io;

/// <summary>Tells which standard streams the process was started with.</summary>
internal static class StandardDescriptors
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Whether a descriptor was there when the program was started.</summary>
    /// <remarks>
    /// The runtime opens descriptors of its own, and the first ones take the numbers of closed standard streams: reading such a one
    /// waits forever, writing to it damages the runtime. All of them close on exec, which an inherited descriptor cannot.
    /// </remarks>
    /// <param name="descriptor">0, 1 or 2.</param>
    public static bool IsInherited(int descriptor) =>
        OperatingSystem.IsWindows() || (fcntl(descriptor, GetDescriptorFlags) is >= 0 and int flags && (flags & CloseOnExec) == 0);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(int descriptor, int command);
}
