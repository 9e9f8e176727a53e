using System.CommandLine;
using System.CommandLine.Parsing;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Refuses arguments that are no command, option, value or setting.</summary>
internal static class ArgumentRules
{
    /// <summary>Checks arguments that the parser has read.</summary>
    /// <exception cref="OperatorException">
    /// An option is unknown, a value is empty or begins with a hyphen, or the parser refuses something. The message is one sentence.
    /// </exception>
    public static void Check(ParseResult result)
    {
        string command = result.CommandResult.Command.Name;
        foreach (Token token in result.Tokens.Where(token => token.Type == TokenType.Argument))
        {
            // The parser would take an option for the value of the argument or the option before it.
            if (token.Value.StartsWith('-'))
            {
                throw new OperatorException(FaultOf(token.Value, result.CommandResult.Command));
            }

            if (string.IsNullOrWhiteSpace(token.Value))
            {
                throw new OperatorException($"An argument of {Called(command)} is empty: see --help.");
            }
        }

        if (result.UnmatchedTokens is [var unmatched, ..])
        {
            string suggestion = result.CommandResult.Command.Subcommands.Any()
                ? Spelling.Suggest(unmatched, result.CommandResult.Command.Subcommands.Select(known => known.Name))
                : "";
            throw new OperatorException($"'{Name(unmatched)}' is neither a command nor a setting"
                + Ended(suggestion.Length > 0 ? suggestion : SettingArguments.Suggest(unmatched)));
        }

        if (result.Errors.Count > 0)
        {
            throw new OperatorException(string.Join(' ', result.Errors.Select(error => error.Message)) + " See --help.");
        }
    }

    private static string FaultOf(string argument, Command command)
    {
        string name = Name(argument);
        string[] known = [.. command.Options.Append(CommandTree.Verbose).Select(option => option.Name)];
        if (known.Contains(name, StringComparer.Ordinal))
        {
            return $"The option before '{name}' has no value.";
        }

        string suggestion = Spelling.Suggest(name.Split(':')[0], known);
        return $"'{name}' is neither an option of {Called(command.Name)} nor a setting"
            + Ended(suggestion.Length > 0 ? suggestion : SettingArguments.Suggest(argument));
    }

    // Without the value, which may be a secret.
    private static string Name(string argument) => argument.Split('=')[0];

    private static string Called(string command) => command == CommandTree.ServerName ? "the server" : $"'{command}'";

    private static string Ended(string suggestion) => suggestion.Length > 0 ? suggestion : ": see --help.";
}
