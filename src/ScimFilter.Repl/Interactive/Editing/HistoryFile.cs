using System.Text;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>
/// The file that keeps lines for later sessions, readable by its user alone. Each line is appended by one write, so that sessions at the
/// same time add to one file; the file is cut to <see cref="LineHistory.MaxLines"/> lines when it is read and has twice as many.
/// </summary>
internal sealed class HistoryFile(string path)
{
    /// <summary>The name of the environment variable with the path; an empty one disables the file.</summary>
    public const string Variable = "SCIMFILTER_HISTORY";

    // Twice the lines that are kept, at 8 KiB each; more is no file of ours.
    private const long MaxLength = 16 * 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The longest line that is kept, in UTF-16 code units.</summary>
    private const int MaxLineLength = 8_192;

    public string Path { get; } = path;

    /// <summary>Gets what went wrong last; null when nothing did. The prompt works without the file.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Gives the file of the user: by default <c>scimfilter/history</c> in the XDG folder for state.</summary>
    /// <returns>The file; null when the user wants none, or has no home.</returns>
    public static HistoryFile? OfUser(Func<string, string?> environment)
    {
        if (environment(Variable) is { } chosen)
        {
            return chosen.Length == 0 ? null : new HistoryFile(chosen);
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string state = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : environment("XDG_STATE_HOME") is { Length: > 0 } folder && System.IO.Path.IsPathRooted(folder) ? folder
            : home.Length == 0 ? "" : System.IO.Path.Combine(home, ".local", "state");
        return state.Length == 0 ? null : new HistoryFile(System.IO.Path.Combine(state, "scimfilter", "history"));
    }

    /// <summary>Reads the lines, the oldest first.</summary>
    public IReadOnlyList<string> Read() => Try(() =>
    {
        var file = new FileInfo(Path);
        if (!file.Exists)
        {
            return [];
        }

        if (file.Length > MaxLength)
        {
            throw new IOException($"it is longer than {MaxLength} bytes");
        }

        string[] lines = [.. File.ReadLines(Path).Where(line => line.Length is > 0 and <= MaxLineLength)];
        if (lines.Length < 2 * LineHistory.MaxLines)
        {
            return lines;
        }

        lines = lines[^LineHistory.MaxLines..];
        Replace(lines);
        return lines;
    }) ?? [];

    /// <summary>Adds a line.</summary>
    public void Append(string line)
    {
        if (line.Length > MaxLineLength || line.AsSpan().ContainsAny('\r', '\n'))
        {
            return;
        }

        _ = Try(() =>
        {
            if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder && !Directory.Exists(folder))
            {
                CreateFolder(folder);
            }

            using FileStream file = Open(Path, FileMode.Append);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            return Path;
        });
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    // A rename replaces the file as a whole: another session reads the old one or the new one.
    private void Replace(string[] lines)
    {
        string temporary = $"{Path}.{Environment.ProcessId}";
        using (FileStream file = Open(temporary, FileMode.Create))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }

        File.Move(temporary, Path, overwrite: true);
    }

    private T? Try<T>(Func<T> use)
        where T : class
    {
        try
        {
            return Directory.Exists(Path) ? throw new IOException("it is a directory") : use();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Trouble = failure.Message;
            return null;
        }
    }
}
