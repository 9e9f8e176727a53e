namespace ScimFilter.Repl.Io;

/// <summary>Files that are named on the command line or at the prompt.</summary>
internal static class NamedFile
{
    /// <summary>Opens a file to be read from its beginning.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static FileStream Open(string name)
    {
        if (name.Length == 0 || name.Contains('\0'))
        {
            throw new IOException("this is not the name of a file");
        }

        return Directory.Exists(name)
            ? throw new IOException("it is a directory")
            : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Gives a name to show; an empty one has quotes, so that it can be seen.</summary>
    public static string Show(string name) => name.Length == 0 ? "\"\"" : name;
}
