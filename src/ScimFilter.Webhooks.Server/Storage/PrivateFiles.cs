namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>
/// Files and folders that no other user of the machine can read: modes 0600 and 0700 on Unix, inherited rights on Windows.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder, or takes the rights of others from one that exists.</summary>
    /// <remarks>
    /// A folder with the sticky bit (such as <c>/tmp</c>) or of another owner keeps its mode: other programs use it. The files in it are
    /// private all the same.
    /// </remarks>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
        else if ((File.GetUnixFileMode(path) & ~OwnFolder) is not 0 and var others && !others.HasFlag(UnixFileMode.StickyBit))
        {
            try
            {
                File.SetUnixFileMode(path, OwnFolder);
            }
            catch (UnauthorizedAccessException)
            {
                // Another user owns it.
            }
        }
    }

    /// <summary>Takes the rights of others from a file, if it exists.</summary>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && File.GetUnixFileMode(path) != OwnFile)
        {
            File.SetUnixFileMode(path, OwnFile);
        }
    }

    /// <summary>Creates an empty file unless there is one, private from its first moment.</summary>
    public static void Create(string path)
    {
        // A file that exists is not opened: closing it would end the locks that SQLite has on it in this process.
        if (!File.Exists(path))
        {
            Open(path, FileMode.OpenOrCreate).Dispose();
        }
    }

    /// <summary>Writes a file so that a reader finds all of it or none, also after a power failure.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string draft = path + ".new";
        File.Delete(draft);
        using (FileStream stream = Open(draft, FileMode.CreateNew))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        Move(draft, path);
    }

    /// <summary>Moves a file over another, durably.</summary>
    public static void Move(string source, string target)
    {
        File.Move(source, target, overwrite: true);
        FolderHandle.Flush(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }
}
