namespace ScimFilter.Repl.Printing;

/// <summary>What the terminal says of itself.</summary>
internal static class Terminal
{
    /// <summary>Gets a value indicating whether the terminal takes no escape sequences: <c>TERM</c> is <c>dumb</c> or absent.</summary>
    public static bool IsDumb { get; } =
        !OperatingSystem.IsWindows() && (Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb");
}
