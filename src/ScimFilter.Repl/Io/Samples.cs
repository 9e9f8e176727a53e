namespace ScimFilter.Repl.Io;

/// <summary>The subscriptions and events that come with the program, so that it can be tried without any file.</summary>
internal static class Samples
{
    public const string Subscriptions = "sample:subscriptions";
    public const string Events = "sample:events";

    /// <summary>Opens a sample by its name; null when the name is none of a sample.</summary>
    public static Stream? Open(string name) => name is Subscriptions or Events
        ? typeof(Samples).Assembly.GetManifestResourceStream($"{name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]}.jsonl")
        : null;
}
