using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>A folder as a file descriptor, which .NET does not give: to lock it, and to make renames in it durable. Unix only.</summary>
internal static partial class FolderHandle
{
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;

    /// <summary>Locks a folder for this process, unless another holds it.</summary>
    /// <returns>The lock, which the kernel gives back when it is closed or the process ends; null when another process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be opened, or its file system cannot lock folders.</exception>
    public static SafeFileHandle? TryLock(string folder)
    {
        SafeFileHandle handle = Open(folder);
        if (flock(handle, LockExclusive | LockNonBlocking) == 0)
        {
            return handle;
        }

        int error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error == WouldBlock ? null : throw Failure(error);
    }

    /// <summary>Makes renames in a folder durable. Does nothing on Windows, where there is no such call.</summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            using SafeFileHandle handle = Open(folder);

            // A file system that cannot flush folders says so; its renames are as durable as they get.
            _ = fsync(handle);
        }
    }

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    private static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    private static SafeFileHandle Open(string folder)
    {
        int descriptor = open(folder, CloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(Marshal.GetLastPInvokeError());
    }

    private static IOException Failure(int error) => new(new Win32Exception(error).Message);

#pragma warning disable SA1300, IDE1006 // The names of the C library.
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);
#pragma warning restore SA1300, IDE1006
}
