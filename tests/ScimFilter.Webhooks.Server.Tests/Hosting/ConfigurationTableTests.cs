using System.Reflection;
using System.Text.RegularExpressions;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>The table of settings in the README of the server, against the classes that are read.</summary>
public sealed partial class ConfigurationTableTests
{
    [Fact]
    public void The_readme_has_every_setting_once_and_no_other() => Assert.Equal(
        Settings(typeof(WebhooksOptions), "", new WebhooksOptions()).Select(setting => setting.Key).Order(StringComparer.Ordinal),
        Rows().Select(row => row.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void The_readme_tells_ranges_and_defaults()
    {
        Dictionary<string, (string Default, string Range)> rows = Rows()
            .ToDictionary(row => row.Key, row => (row.Default, row.Range), StringComparer.Ordinal);
        Assert.All(Settings(typeof(WebhooksOptions), "", new WebhooksOptions()), setting =>
        {
            Assert.Equal((setting.Key, setting.Range ?? ""), (setting.Key, rows[setting.Key].Range));
            if (setting.Default is { } value)
            {
                Assert.Equal((setting.Key, $"`{value}`"), (setting.Key, rows[setting.Key].Default));
            }
        });
    }

    [Fact]
    public void Every_number_and_duration_has_a_range_and_its_default_is_in_it() =>
        Assert.All(Settings(typeof(WebhooksOptions), "", new WebhooksOptions()), setting => Assert.True(setting.IsValid, setting.Key));

    private static IEnumerable<Setting> Settings(Type type, string prefix, object options)
    {
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
        {
            Type item = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            object? value = property.GetValue(options);
            bool isList = item != property.PropertyType;
            bool isSection = !OptionValue.IsSingle(item);
            if (isList || !isSection)
            {
                bool hasRange = item == typeof(int) || item == typeof(TimeSpan);
                bool isValid = !hasRange || (OptionRange.Of(property) is not null && (isList || OptionRange.Contains(property, value!)));
                string? text = isList || item == typeof(string) ? null : OptionValue.Format(value);
                yield return new Setting(prefix + property.Name, text, OptionRange.Of(property), isValid);
            }

            if (isSection)
            {
                foreach (Setting setting in Settings(item, $"{prefix}{property.Name}:", isList ? Activator.CreateInstance(item)! : value!))
                {
                    yield return setting;
                }
            }
        }
    }

    private static IEnumerable<(string Key, string Default, string Range)> Rows()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root(), "src", "ScimFilter.Webhooks.Server", "README.md"));
        return lines.SkipWhile(line => !line.StartsWith("| key | default | range |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .SelectMany(cells => Code().Matches(cells[1]).Select(match => (match.Groups[1].Value, cells[2], cells[3])));
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScimFilter.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private sealed record Setting(string Key, string? Default, string? Range, bool IsValid);
}
