using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>Completes names of files and folders.</summary>
internal static class PathCompletion
{
    private const int MaxNames = 1_000;

    /// <summary>Gives the paths that a path may become: folders end with a slash, hidden names need their dot to be typed.</summary>
    /// <param name="typed">The path so far; a tilde at its start is the home folder.</param>
    /// <param name="others">Words that may stand in place of a path.</param>
    public static Candidates Complete(string typed, params IEnumerable<string> others)
    {
        string folder = typed[..(typed.LastIndexOf('/') + 1)];
        string name = typed[folder.Length..];
        string searched = folder.Length == 0 ? "." : HomePath.Expand(folder);
        return new Candidates(
            0,
            [
                .. Entries(searched, name).Select(entry => folder + entry),
                .. others.Where(other => other.StartsWith(typed, StringComparison.Ordinal)),
            ]);
    }

    private static string[] Entries(string folder, string start)
    {
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, ReturnSpecialDirectories = false, IgnoreInaccessible = true };
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options)
                    .Where(entry => entry.Name.StartsWith(start, StringComparison.Ordinal) && (start.Length > 0 || entry.Name[0] != '.'))
                    .Take(MaxNames)
                    .Select(entry => Directory.Exists(entry.FullName) ? entry.Name + "/" : entry.Name)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder that is not there has no names.
            return [];
        }
    }
}
