namespace ScimFilter.Repl.Interactive;

/// <summary>What became of a line that might be a command.</summary>
internal enum ReplAnswer
{
    /// <summary>The line is no command.</summary>
    NotACommand,

    /// <summary>The command was carried out, or said what is wrong with it.</summary>
    Done,

    /// <summary>The user wants to leave.</summary>
    Quit,
}
