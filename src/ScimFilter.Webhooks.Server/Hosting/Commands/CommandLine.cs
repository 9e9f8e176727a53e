using System.CommandLine;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Runs what the arguments name: the server, or a command on its data folder.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration _parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs it. Whatever prevents it is a line on standard error, with <c>--verbose</c> followed by the frames.</summary>
    /// <param name="arguments">The arguments of the program.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var split = SettingArguments.Split(arguments);
            ParseResult result = CommandTree.Build(split.Settings).Parse(split.Others, _parser);
            ArgumentRules.Check(result);

            // The host ends the server at a signal by itself.
            return await result.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
#pragma warning disable CA1031 // The process ends here; the operator gets a line instead of frames.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            int code = Refuse(FailureText.LinesOf(exception));
            if (arguments.Contains(CommandTree.Verbose.Name, StringComparer.Ordinal))
            {
                Console.Error.WriteLine(exception);
            }

            return code;
        }
    }

    private static int Refuse(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.Error.WriteLine(line);
        }

        return ExitCodes.Refused;
    }
}
