namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>
/// Arguments that are settings of the configuration: <c>--Name=value</c>, <c>/Name=value</c>, <c>Name=value</c> or <c>--Name value</c>.
/// </summary>
internal static class SettingArguments
{
    /// <summary>Refuses arguments that the configuration would pass over.</summary>
    /// <exception cref="OperatorException">An argument is neither a setting nor a command.</exception>
    public static string[] Check(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument.IndexOf('=', StringComparison.Ordinal) > 0)
            {
                continue;
            }

            bool isName = argument.StartsWith("--", StringComparison.Ordinal) || argument.StartsWith('/');
            if (!isName || ++i == arguments.Count)
            {
                throw new OperatorException(isName
                    ? $"The setting '{argument}' has no value: write {argument}=VALUE."
                    : $"'{argument}' is neither a command nor a setting: see --help.");
            }
        }

        return [.. arguments];
    }
}
