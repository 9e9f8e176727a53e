using System.Text;
using FsCheck.Xunit;
using ScimFilter.Ast;

namespace ScimFilter.Tests.Properties;

/// <summary>Law 1 at the edge: under the tightest limits that let a text in, its canonical text gets in too.</summary>
[Properties(Arbitrary = [typeof(Generators)], MaxTest = 1_000, QuietOnSuccess = true)]
public class LimitLawTests
{
    private static readonly FilterOptions _widest =
        new() { MaxLength = 1 << 24, MaxNesting = 256, MaxComparisons = 1 << 20, MaxLiteralLength = 1 << 24, MaxPathNames = 64 };

    [Property]
    public bool Canonical_text_keeps_the_limits_that_the_text_kept(FilterExpression filter, int seed) =>
        Holds(Sloppy(filter, new Random(seed)));

    [Theory]
    [InlineData("a eq 10e999999999")]
    [InlineData("a eq 1234e999999998 or a eq -12.5e999999999")]
    [InlineData("a eq 0.1e-999999999 or a lt -0.00123e-999999998")]
    [InlineData("a eq 1e5 or a eq 1.50e-3 or a eq 100000000000000000000000000")]
    [InlineData("a[b pr or c pr].d eq 1")]
    [InlineData("a[(b pr or (c pr and not (d pr)))].e eq 1")]
    [InlineData("not (a[ ( b pr or c pr ) or d pr].e pr)")]
    [InlineData("a[((b pr))] or ((a[(b pr) and (c pr or (d pr))]))")]
    public void It_does_for_the_rare_ones(string text) => Assert.True(Holds(text));

    [Fact]
    public void It_does_for_long_numbers_and_deep_forms_of_entra()
    {
        Assert.True(Holds("a eq " + new string('7', 8192)));
        Assert.True(Holds("a eq " + new string('7', 8000) + "e999999999"));
        Assert.True(Holds("a eq 0." + new string('0', 8000) + "1e-999999999"));
        Assert.True(Holds(string.Concat(Enumerable.Repeat("not(", 63)) + "a[b pr or c pr].d eq 1" + new string(')', 63)));
        FilterExpression.Parse("a eq " + new string('7', 8192));
        FilterExpression.Parse(string.Concat(Enumerable.Repeat("not(", 63)) + "a[b pr or c pr].d eq 1" + new string(')', 63));
        Assert.Equal(FilterErrorKind.TooDeep, Support.ErrorOf(new string('(', 63) + "a[((b pr))]").Kind);
    }

    private static bool Holds(string text)
    {
        FilterExpression filter = FilterExpression.Parse(text, _widest);
        FilterOptions options = _widest;
        options = Tighten(text, options, (value, limit) => value with { MaxNesting = limit }, 256);
        options = Tighten(text, options, (value, limit) => value with { MaxComparisons = limit }, 1 << 20);
        options = Tighten(text, options, (value, limit) => value with { MaxLiteralLength = limit }, 1 << 24);
        options = Tighten(text, options, (value, limit) => value with { MaxPathNames = limit }, 64);
        return FilterExpression.TryParse(filter.ToString(), options, out FilterExpression? again, out _) && again.Equals(filter);
    }

    /// <summary>Finds the least value of a limit by halving.</summary>
    private static FilterOptions Tighten(string text, FilterOptions options, Func<FilterOptions, int, FilterOptions> with, int most)
    {
        int least = 1;
        while (least < most)
        {
            int middle = least + ((most - least) / 2);
            if (FilterExpression.TryParse(text, with(options, middle), out _, out _))
            {
                most = middle;
            }
            else
            {
                least = middle + 1;
            }
        }

        return with(options, most);
    }

    /// <summary>Writes a filter as a careless person may: other numbers, more parentheses, the form of Entra.</summary>
    private static string Sloppy(FilterExpression filter, Random random)
    {
        string text = filter switch
        {
            ComparisonExpression { Value.Kind: ComparisonValueKind.Number } comparison => Number(comparison, random),
            NotExpression not => $"NOT{(random.Next(2) == 0 ? " " : "")}({Sloppy(not.Operand, random)})",
            ValuePathExpression { Filter: LogicalExpression { Operator: LogicalOperator.And } and } valuePath
                when and.Operands[^1] is ComparisonExpression { Path.Urn: null } or PresentExpression { Path.Urn: null } =>
                $"{valuePath.Path}[{Joined(and.Operands[..^1], random)}].{Sloppy(and.Operands[^1], random).Trim('(', ')', ' ')}",
            ValuePathExpression valuePath => $"{valuePath.Path}[ {Sloppy(valuePath.Filter, random)} ]",
            LogicalExpression { Operator: LogicalOperator.Or } or =>
                string.Join(" or ", or.Operands.Select(operand => Sloppy(operand, random))),
            LogicalExpression and => Joined(and.Operands, random),
            _ => filter.ToString(),
        };
        return filter is not LogicalExpression && random.Next(8) == 0 ? $"( {text} )" : text;
    }

    private static string Joined(IReadOnlyList<FilterExpression> operands, Random random) => operands is [var only]
        ? Sloppy(only, random)
        : string.Join(
            " and ", operands.Select(operand => operand is LogicalExpression ? $"({Sloppy(operand, random)})" : Sloppy(operand, random)));

    private static string Number(ComparisonExpression comparison, Random random)
    {
        string number = comparison.Value.ToString();
        number = number.Contains('e')
            ? number
            : number + (random.Next(3) switch { 0 => "e0", 1 => number.Contains('.') ? "00" : ".0", _ => "" });
        return comparison.ToString()[..^comparison.Value.ToString().Length] + number;
    }
}
