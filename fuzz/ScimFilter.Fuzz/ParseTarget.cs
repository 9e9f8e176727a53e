using System.Text;
using ScimFilter.Oracle;

namespace ScimFilter.Fuzz;

/// <summary>
/// Any text is a filter or an error with a place in the text; what narrow options accept is the same filter under wide ones.
/// </summary>
internal static class ParseTarget
{
    private static readonly FilterOptions _strict = new() { Syntax = FilterSyntax.Strict };

    // Small enough that short inputs reach every limit.
    private static readonly FilterOptions _tight = new()
    {
        MaxLength = 64,
        MaxNesting = 2,
        MaxComparisons = 2,
        MaxLiteralLength = 8,
        MaxPathNames = 2,
    };

    public static void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        FilterExpression? lenient = Parse(text, FilterOptions.Default);
        RequireSubset(Parse(text, _strict), lenient, "strict");
        RequireSubset(Parse(text, _tight), lenient, "within tight limits");
    }

    private static FilterExpression? Parse(string text, FilterOptions options)
    {
        if (FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error))
        {
            FaultException.Unless(filter.Span.Start >= 0 && filter.Span.End <= text.Length, "The filter lies outside its text.");
            return filter;
        }

        bool isInside = error.Offset >= 0 && error.Length >= 0 && error.Offset + error.Length <= text.Length;
        FaultException.Unless(isInside, "The error lies outside the text.");
        FaultException.Unless(error.Message.Length > 0 && error.ToString().Length > 0, "The error has no message.");
        FaultException.Unless(error.Draw(text).Split('\n').Length == 2, "The picture of the error is not two lines.");
        RequireException(text, options, error);
        return null;
    }

    private static void RequireException(string text, FilterOptions options, FilterError error)
    {
        try
        {
            FilterExpression.Parse(text, options);
        }
        catch (FilterParseException exception)
        {
            bool isSame = exception.Error.Kind == error.Kind && exception.Error.Offset == error.Offset;
            FaultException.Unless(isSame, "Parse and TryParse report different errors.");
            return;
        }

        throw new FaultException("Parse accepts what TryParse refuses.");
    }

    private static void RequireSubset(FilterExpression? narrow, FilterExpression? wide, string options)
    {
        FaultException.Unless(narrow is null || wide is not null, $"A filter that is accepted {options} is refused by default.");
        FaultException.Unless(narrow is null || narrow.Equals(wide), $"A filter that is accepted {options} is another one by default.");
    }
}
