using System.CommandLine;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Commands;

/// <summary>Runs the command that the arguments ask for.</summary>
internal static class CommandLine
{
    // A filter may start with '@': it is never the name of a file with arguments.
    private static readonly ParserConfiguration _parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments of the program.</param>
    /// <param name="channels">The streams.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Channels channels)
    {
        try
        {
            int code = Invoke(arguments, channels);
            channels.Output.Flush();
            channels.Error.Flush();
            return code;
        }
        catch (OutputException failure)
        {
            return failure.IsClosed ? ExitCode.OutputClosed : Complain(channels, failure);
        }
    }

    private static int Complain(Channels channels, OutputException failure)
    {
        try
        {
            channels.Error.WriteAlone($"scimfilter: cannot write: {failure.Message}\n");
        }
        catch (OutputException)
        {
            // Standard error is what cannot be written: the exit code is all that is left to say so.
        }

        return ExitCode.Trouble;
    }

    private static int Invoke(IReadOnlyList<string> arguments, Channels channels)
    {
        ParseResult result = CommandTree.Build(channels, arguments).Parse(arguments, _parser);
        if (result.Errors.Count > 0)
        {
            channels.Error.WriteLine(string.Join('\n', result.Errors.Select(error => $"scimfilter: {error.Message}")));
            channels.Error.WriteLine("Try 'scimfilter --help', or --help after a command.");
            return ExitCode.Trouble;
        }

        using var output = new StringWriter();
        int code = result.Invoke(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });
        channels.Output.Write(output.ToString());
        return code;
    }
}
