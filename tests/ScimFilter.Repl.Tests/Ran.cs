using System.Text;
using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Tests;

/// <summary>What a run of the program in this process gave.</summary>
public sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command that reads nothing.</summary>
    public static Ran Command(params string[] arguments) => CommandOn("", arguments);

    /// <summary>Runs a command with a standard input.</summary>
    public static Ran CommandOn(string input, params string[] arguments) => CommandOn(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs a command with a standard input of any bytes.</summary>
    public static Ran CommandOn(byte[] input, params string[] arguments)
    {
        var output = new MemoryStream();
        var error = new MemoryStream();
        using var channels = new Channels(new MemoryStream(input), output, error);
        int code = CommandLine.Run(arguments, channels);
        return new Ran(code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
