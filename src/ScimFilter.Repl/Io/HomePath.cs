namespace ScimFilter.Repl.Io;

/// <summary>Paths that start at the home folder, as shells write them: at the prompt no shell expands them.</summary>
internal static class HomePath
{
    /// <summary>Replaces <c>~</c> at the start of a path.</summary>
    public static string Expand(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
}
