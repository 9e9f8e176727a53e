using System.Collections.Immutable;

namespace ScimFilter;

/// <summary>The filter is well written, but the schema, or an operator for its value, does not allow it.</summary>
public sealed class FilterValidationException : FormatException
{
    internal FilterValidationException(FilterExpression filter, IReadOnlyList<FilterError> errors)
        : base($"{errors[0].Message} (in: {Excerpt(filter)})")
    {
        Errors = ImmutableArray.CreateRange(errors);
    }

    /// <summary>Gets everything that is wrong, in the order of the text; at least one.</summary>
    public IReadOnlyList<FilterError> Errors { get; }

    private static string Excerpt(FilterExpression filter)
    {
        const int longest = 200;
        string text = filter.ToString();
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
    }
}
