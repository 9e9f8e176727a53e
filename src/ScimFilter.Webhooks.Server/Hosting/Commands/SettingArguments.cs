using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>
/// Arguments that are settings of the configuration: <c>--Name=value</c>, <c>/Name=value</c>, <c>Name=value</c> or <c>--Name value</c>.
/// </summary>
/// <param name="Settings">The settings, for the configuration.</param>
/// <param name="Others">All other arguments in their order, for the parser of commands.</param>
internal sealed record SettingArguments(IReadOnlyList<string> Settings, IReadOnlyList<string> Others)
{
    // What the framework and telemetry read of the configuration besides the service's own section.
    private static readonly string[] _names =
    [
        WebhooksOptions.Section, "Logging", "Kestrel", "AllowedHosts", WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey,
        WebHostDefaults.HttpsPortsKey, WebHostDefaults.EnvironmentKey, WebHostDefaults.ContentRootKey, WebHostDefaults.ApplicationKey,
        WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.DetailedErrorsKey,
    ];

    // Exporters of OpenTelemetry have settings of their own.
    private const string TelemetryPrefix = "OTEL_";

    /// <summary>
    /// Separates settings from the other arguments, wherever they stand. The framework's reader would pass over an unknown name and take
    /// the argument behind it for its value, and with that a setting.
    /// </summary>
    /// <exception cref="OperatorException">A setting has no value.</exception>
    public static SettingArguments Split(IReadOnlyList<string> arguments)
    {
        (List<string> settings, List<string> others) = ([], []);
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            string setting = WithoutMark(argument);
            int equal = setting.IndexOf('=', StringComparison.Ordinal);
            if (!IsName(NameOf(setting)) || (equal < 0 && setting == argument))
            {
                others.Add(argument);
                continue;
            }

            string key = equal < 0 ? setting : setting[..equal];
            string value = equal >= 0 ? setting[(equal + 1)..] : ++i < arguments.Count ? arguments[i] : "";
            if (value.Length == 0 || (equal < 0 && value.StartsWith("--", StringComparison.Ordinal)))
            {
                throw new OperatorException($"The setting '--{key}' has no value: write --{key}=VALUE.");
            }

            settings.Add($"--{key}={value}");
        }

        return new SettingArguments(settings, others);
    }

    /// <summary>Gives the end of a sentence that names the setting which an argument may have meant; empty if there is none.</summary>
    public static string Suggest(string argument)
    {
        string key = argument.TrimStart('-', '/').Split('=')[0].Replace("__", ":", StringComparison.Ordinal);
        string name = NameOf(key);
        return Spelling.Closest(name, _names) is { } closest ? $"; did you mean --{closest}{key[name.Length..]}?" : "";
    }

    private static string WithoutMark(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..] : argument.StartsWith('/') ? argument[1..] : argument;

    // The first part of a key: a section, or a setting that is in none.
    private static string NameOf(string setting) => setting.Split(':', '=')[0];

    private static bool IsName(string name) =>
        _names.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase);
}
