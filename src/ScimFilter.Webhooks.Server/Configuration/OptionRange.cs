using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>The range of an option, from the attribute of its property.</summary>
internal static class OptionRange
{
    /// <summary>Writes the range, such as <c>1 to 10,000</c> or <c>1s to 10m</c>; null if the property has none.</summary>
    public static string? Of(PropertyInfo property) => property.GetCustomAttribute<ValidationAttribute>() switch
    {
        DurationRangeAttribute range => $"{range.Minimum} to {range.Maximum}",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:N0} to {range.Maximum:N0}"),
        _ => null,
    };

    /// <summary>Decides whether a value is in the range of its property.</summary>
    public static bool Contains(PropertyInfo property, object value) =>
        property.GetCustomAttribute<ValidationAttribute>() is not { } range || range.IsValid(value);
}
