using Microsoft.Win32.SafeHandles;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>Keeps a data folder for one process, for as long as this is not disposed.</summary>
/// <remarks>
/// On Unix the kernel locks the folder itself (<c>flock</c>), by its inode: there is no lock file that somebody could delete, every path to
/// the folder leads to the same lock, and it ends with the process. On Windows it is a file, which cannot be deleted while it is open.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private readonly SafeFileHandle _lock;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The folder; it is created if there is none.</param>
    /// <exception cref="OperatorException">Another process has the folder, or it cannot be locked.</exception>
    public FolderLock(DataFolder folder)
    {
        folder.Prepare();
        try
        {
            _lock = Take(folder.Path)
                ?? throw new OperatorException(
                    $"Another process uses the data folder {folder.Path}: stop it, or set Webhooks:DataFolder to another folder.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The data folder {folder.Path} cannot be locked: {exception.Message}", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static SafeFileHandle? Take(string path) =>
        OperatingSystem.IsWindows() ? TakeFile(Path.Combine(path, "lock")) : FolderHandle.TryLock(path);

    private static SafeFileHandle? TakeFile(string file)
    {
        try
        {
            return File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
