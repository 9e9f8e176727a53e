using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl;

/// <summary>The entry point: everything else gets its streams handed in, so that tests drive it in-process.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        using Channels channels = StandardChannels.Open();
        return CommandLine.Run(args, channels);
    }
}
