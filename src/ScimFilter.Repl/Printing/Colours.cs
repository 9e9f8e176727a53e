using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Printing;

/// <summary>Paints text for a terminal, unless the user wants none of it.</summary>
internal static class Colours
{
    public const int Red = 31;
    public const int Green = 32;

    /// <summary>Gets a value indicating whether the user allows colours (no-color.org) and the terminal understands them.</summary>
    public static bool AreWanted { get; } = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !Terminal.IsDumb;

    public static string Paint(Channels channels, int colour, string text) =>
        channels.IsInteractive && AreWanted ? $"\e[{colour}m{text}\e[0m" : text;
}
