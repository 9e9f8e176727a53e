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
        List<string> faults = [.. MisspeltSections(configuration)];
        var options = new OptionReader(faults).Read<WebhooksOptions>(configuration.GetSection(WebhooksOptions.Section));

        // The rules are for values that could be read: a default in the place of a faulty value may break them for no reason.
        IEnumerable<string> all = faults.Count > 0 ? faults : OptionRules.Check(options);
        return all.ToArray() is { Length: > 0 } failures
            ? throw new OptionsValidationException(WebhooksOptions.Section, typeof(WebhooksOptions), failures)
            : options;
    }

    // A section of another program has another name, or none of these settings.
    private static IEnumerable<string> MisspeltSections(IConfiguration configuration)
    {
        string[] settings = [.. typeof(WebhooksOptions).GetProperties().Select(property => property.Name)];
        return configuration.GetChildren()
            .Where(section => !string.Equals(section.Key, WebhooksOptions.Section, StringComparison.OrdinalIgnoreCase)
                && Spelling.Closest(section.Key, [WebhooksOptions.Section]) is not null)
            .SelectMany(section => section.GetChildren())
            .Where(setting => settings.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            .Select(setting => $"{setting.Path} is not a setting; did you mean {WebhooksOptions.Section}:{setting.Key}?");
    }
}
