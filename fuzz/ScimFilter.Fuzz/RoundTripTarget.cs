using System.Text;
using ScimFilter.Oracle;

namespace ScimFilter.Fuzz;

/// <summary>
/// A filter's canonical text parses back to an equal filter that prints the same; compiling works or names what is wrong.
/// </summary>
internal static class RoundTripTarget
{
    private static readonly FilterOptions _strict = Wide(FilterSyntax.Strict);
    private static readonly FilterOptions _lenient = Wide(FilterSyntax.Lenient);

    public static void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (!FilterExpression.TryParse(text, out FilterExpression? filter, out _))
        {
            return;
        }

        string printed = filter.ToString();
        RequireSame(filter, printed, _lenient);
        if (FilterExpression.TryParse(text, _strict, out _, out _))
        {
            RequireSame(filter, printed, _strict);
        }

        Compile(filter);
    }

    private static void RequireSame(FilterExpression filter, string printed, FilterOptions options)
    {
        if (!FilterExpression.TryParse(printed, options, out FilterExpression? again, out FilterError? error))
        {
            throw new FaultException($"'{printed}' does not parse ({options.Syntax}): {error}");
        }

        FaultException.Unless(filter.Equals(again) && again.Equals(filter), $"'{printed}' is another filter.");
        FaultException.Unless(filter.GetHashCode() == again.GetHashCode(), $"'{printed}' has another hash code.");
        FaultException.Unless(string.Equals(printed, again.ToString(), StringComparison.Ordinal), $"'{printed}' prints as '{again}'.");
    }

    private static void Compile(FilterExpression filter)
    {
        bool compiles = new FilterCompiler().TryCompile(filter, out _, out IReadOnlyList<FilterError> errors);
        FaultException.Unless(compiles == (errors.Count == 0), "Errors and verdict of TryCompile disagree.");
        try
        {
            filter.Compile();
            FaultException.Unless(compiles, "Compile accepts what TryCompile refuses.");
        }
        catch (FilterValidationException exception)
        {
            FaultException.Unless(!compiles && exception.Errors.Count == errors.Count, "Compile and TryCompile report different errors.");
        }
    }

    // The canonical text may be longer than what was read: 1e20 prints as 100000000000000000000.
    private static FilterOptions Wide(FilterSyntax syntax) => new()
    {
        Syntax = syntax,
        MaxLength = 1 << 20,
        MaxLiteralLength = 1 << 20,
    };
}
