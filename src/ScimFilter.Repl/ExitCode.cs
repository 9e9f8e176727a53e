namespace ScimFilter.Repl;

/// <summary>What the program ends with; the numbers are those of grep.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The answer is no: nothing matched, or the filter is not valid.</summary>
    public const int No = 1;

    /// <summary>The command line is wrong, a file cannot be read, or a line is not what it should be.</summary>
    public const int Trouble = 2;

    /// <summary>Nobody reads the output any more: 128 + SIGPIPE, as a shell reports it.</summary>
    public const int OutputClosed = 141;
}
