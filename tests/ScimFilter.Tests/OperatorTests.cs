using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Linq;
using ScimFilter.Schema;

namespace ScimFilter.Tests;

/// <summary>The table of operators is complete, and everything that is derived from it works for each of its rows.</summary>
public class OperatorTests
{
    private static readonly byte[] _event = """{"text":"b","number":2,"time":"2026-01-01T00:00:00Z"}"""u8.ToArray();
    private static readonly Row _row = new("b", 2, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<ComparisonOperator> Operators => [.. Enum.GetValues<ComparisonOperator>()];

    [Fact]
    public void Tokens_are_two_letters_and_no_word_means_two_operators()
    {
        Assert.All(OperatorTable.Tokens, token => Assert.True(token.Length == 2 && token.All(char.IsAsciiLetterLower), token));
        string[] words =
            [.. OperatorTable.Tokens, .. OperatorTable.PresentAliases, .. OperatorTable.Rows.ToArray().SelectMany(row => row.Aliases)];
        Assert.Equal(words.Length, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Each_operator_has_a_flag_of_its_own_and_all_flags_are_in_all()
    {
        FilterOperators[] flags = [.. OperatorTable.Tokens.Select(OperatorSets.Of)];
        Assert.Equal(flags.Length, flags.Distinct().Count());
        Assert.All(flags, flag => Assert.True(int.IsPow2((int)flag), $"{flag}"));
        Assert.Equal(FilterOperators.All, flags.Aggregate((all, flag) => all | flag));
        Assert.True(FilterOperators.All.HasFlag(OperatorSets.Equality | OperatorSets.Substring | OperatorSets.Ordering));
        Assert.Equal(FilterOperators.Equality, OperatorSets.Equality);
        Assert.Equal(OperatorTable.Tokens, OperatorSets.Tokens(FilterOperators.All));
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_row_says_what_its_family_needs(ComparisonOperator @operator)
    {
        OperatorRow row = OperatorTable.Row(@operator);
        OperatorRow test = OperatorTable.Test(@operator);
        Assert.Equal(row.Family, test.Family);
        Assert.Null(test.Negates);
        Assert.Equal(test.Family == OperatorFamily.Substring, test.Accepts == Orders.None);
        Assert.NotEmpty(test.Holds);
        Assert.NotEmpty(test.HoldsNot);
        Assert.Equal(row.Token, @operator.ToToken());
        Assert.Equal(row.Family == OperatorFamily.Substring, @operator.IsSubstringOperator());
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Each_operator_is_parsed_printed_evaluated_explained_and_translated(ComparisonOperator @operator)
    {
        OperatorRow row = OperatorTable.Row(@operator);
        foreach (string literal in row.Family == OperatorFamily.Substring
            ? (string[])["text \"b\""]
            : ["text \"b\"", "text \"2026-01-01T00:00:00Z\"", "time \"2026-01-01T00:00:00Z\"", "number 2"])
        {
            string text = literal.Replace(" ", $" {row.Token} ", StringComparison.Ordinal);
            string upper = literal.Replace(" ", $" {row.Token.ToUpperInvariant()} ", StringComparison.Ordinal);
            Assert.Equal(@operator, Assert.IsType<ComparisonExpression>(FilterExpression.Parse(upper)).Operator);
            Assert.Equal(text, FilterExpression.Parse(upper).ToString());
            foreach (bool caseExact in (bool[])[false, true])
            {
                FilterCompiler compiler = Support.Compiler(caseExact);
                bool holds = compiler.Compile(FilterExpression.Parse(text)).Matches(_event);
                FilterExplanation explanation = compiler.Explain(FilterExpression.Parse(text), _event);
                Assert.Equal(holds, explanation.Holds);
                Assert.NotEmpty(explanation.Reason);
                Assert.Equal(!holds, compiler.Compile(FilterExpression.Parse($"not ({text})")).Matches(_event));
                Assert.Equal(holds, Translate(text, QueryTarget.Memory, caseExact).Compile()(_row));
                Assert.NotNull(Translate(text, QueryTarget.Database, caseExact));
                Assert.NotNull(Translate(text, QueryTarget.DatabaseWithCollations, caseExact));
            }
        }
    }

    private static Expression<Func<Row, bool>> Translate(string text, QueryTarget target, bool caseExact) =>
        new FilterTranslator<Row>(
            map => map.Value("text", row => row.Text).Value("number", row => row.Number).Value("time", row => row.Time),
            new FilterTranslatorOptions { Target = target, CaseExact = caseExact }).Translate(FilterExpression.Parse(text));

    private sealed record Row(string Text, int Number, DateTimeOffset Time);
}
