using Microsoft.Extensions.Options;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>Reads and checks the section <see cref="WebhooksOptions.Section"/>, before anything of the server is made.</summary>
internal static class ConfigurationReading
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">
    /// A setting is unknown, cannot be read, is out of its range, or does not fit another. Each failure is a sentence that names the key.
    /// </exception>
    public static WebhooksOptions Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var options = new OptionReader(faults).Read<WebhooksOptions>(configuration.GetSection(WebhooksOptions.Section));

        // The rules are for values that could be read: a default in the place of a faulty value may break them for no reason.
        IEnumerable<string> all = faults.Count > 0 ? faults : OptionRules.Check(options);
        return all.ToArray() is { Length: > 0 } failures
            ? throw new OptionsValidationException(WebhooksOptions.Section, typeof(WebhooksOptions), failures)
            : options;
    }
}
