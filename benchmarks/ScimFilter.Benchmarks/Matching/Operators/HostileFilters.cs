namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Filters of one tenant that have as many comparisons as the default options allow.</summary>
internal static class HostileFilters
{
    public const int Comparisons = 1_024;

    /// <summary>So many comparisons with words take more characters than the default options allow.</summary>
    private static readonly FilterOptions _options = new() { MaxLength = 1 << 18 };

    public static IReadOnlyList<string> Forms { get; } =
        ["or of co", "or of common co", "or of sw", "or of ranges", "or of common gt", "and of not co", "or of items"];

    /// <summary>Makes a filter with <see cref="Comparisons"/> comparisons, one of them with the tenant.</summary>
    public static FilterExpression Create(string form, int number)
    {
        int each = form is "or of ranges" or "or of items" ? 2 : 1;
        IEnumerable<string> terms = Enumerable.Range(0, (Comparisons - 1) / each).Select(i => Term(form, (number * Comparisons) + i));
        string joined = string.Join(form.StartsWith("or", StringComparison.Ordinal) ? " or " : " and ", terms);
        return FilterExpression.Parse($"tenant eq \"hostile\" and ({joined})", _options);
    }

    private static string Term(string form, int number) => form switch
    {
        "or of co" => $"note co \"{Words.Of(number)}\"",

        // Parts of the notes that all events have, and a bound that all sizes are above.
        "or of common co" => $"note co \"{Words.Text(5 + (number % 8), new Random(number))}\"",
        "or of common gt" => $"size gt {-2 - number}",
        "or of sw" => $"path sw \"/{Words.Of(number)}/\"",
        "or of ranges" => $"size ge {number} and size lt {number + 1_000}",
        "and of not co" => $"not (note co \"{Words.Of(number)}\")",
        _ => $"items[kind eq \"{Words.Of(number)}\" and size gt {number}]",
    };
}
