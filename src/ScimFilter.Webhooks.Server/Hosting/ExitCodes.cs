namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>The exit codes of the program. They are documented in its README.</summary>
internal static class ExitCodes
{
    /// <summary>The work is done; the server was stopped.</summary>
    public const int Done = 0;

    /// <summary>A check has found faults.</summary>
    public const int Faults = 1;

    /// <summary>Nothing was done: an argument, a setting, a file, a key or another process prevents it. One sentence says which.</summary>
    public const int Refused = 2;
}
