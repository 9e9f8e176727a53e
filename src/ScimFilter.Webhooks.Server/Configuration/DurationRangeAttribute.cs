using System.ComponentModel.DataAnnotations;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>The range of a duration, or of each in a list, both ends included.</summary>
/// <param name="minimum">The shortest, with its unit, such as <c>1s</c>.</param>
/// <param name="maximum">The longest.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationRangeAttribute(string minimum, string maximum) : ValidationAttribute
{
    public string Minimum { get; } = minimum;

    public string Maximum { get; } = maximum;

    public override bool IsValid(object? value) => value is not TimeSpan duration || (duration >= Of(Minimum) && duration <= Of(Maximum));

    private static TimeSpan Of(string text) =>
        DurationText.TryParse(text, out TimeSpan duration) ? duration : throw new FormatException($"'{text}' is not a duration.");
}
