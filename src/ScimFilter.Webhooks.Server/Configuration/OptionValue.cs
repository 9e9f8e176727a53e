using System.Globalization;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>Single values of the configuration: text, numbers, durations, choices.</summary>
internal static class OptionValue
{
    private const int LongestShown = 100;

    /// <summary>Decides whether a type is that of a single value, not of a section.</summary>
    public static bool IsSingle(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(int) || type == typeof(bool) || type == typeof(TimeSpan);

    /// <summary>Reads a value.</summary>
    /// <param name="text">What stands in the configuration.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="fault">The rest of a sentence that begins with the key, if the value cannot be read.</param>
    /// <returns>The value, or null.</returns>
    public static object? Read(string text, Type type, out string fault)
    {
        object? value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(int) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null,
            _ when type == typeof(bool) => bool.TryParse(text, out bool flag) ? flag : null,
            _ when type == typeof(TimeSpan) => DurationText.TryParse(text, out TimeSpan duration) ? duration : null,
            _ => Array.Find(Enum.GetNames(type), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } choice
                ? Enum.Parse(type, choice)
                : null,
        };
        fault = value is null ? FaultOf(text, type) : "";
        return value;
    }

    /// <summary>Writes a value as it would stand in the configuration.</summary>
    public static string Format(object? value) => value switch
    {
        TimeSpan duration when duration >= TimeSpan.Zero => DurationText.Format(duration),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string FaultOf(string text, Type type)
    {
        string shown = text.Length == 0 ? "is empty" : $"is '{(text.Length > LongestShown ? text[..LongestShown] + "..." : text)}'";
        if (type == typeof(TimeSpan))
        {
            return IsNumber(text)
                ? $"{shown} without a unit; write {text}s, {text}m, {text}h or {text}d for seconds, minutes, hours or days."
                : $"{shown}, which is not a duration; write numbers with a unit, such as 500ms, 30s, 5m, 8h or 7d.";
        }

        return type switch
        {
            _ when type == typeof(int) => $"{shown}, which is not a whole number within 32 bits.",
            _ when type == typeof(bool) => $"{shown}; it must be true or false.",
            _ => $"{shown}; it must be one of {string.Join(", ", Enum.GetNames(type))}.",
        };
    }

    private static bool IsNumber(string text) =>
        text.Length is > 0 and <= 20 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
