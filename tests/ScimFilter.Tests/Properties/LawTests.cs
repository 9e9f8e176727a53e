using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Oracle;

namespace ScimFilter.Tests.Properties;

/// <summary>The laws of the language, against the oracle.</summary>
[Properties(Arbitrary = [typeof(Generators)], MaxTest = 2_000, QuietOnSuccess = true)]
public class LawTests
{
    private static readonly FilterCompiler[] _exact = Compilers(caseExact: true);
    private static readonly FilterCompiler[] _folded = Compilers(caseExact: false);

    [Property]
    public bool What_is_printed_parses_back(FilterExpression filter)
    {
        FilterExpression again = FilterExpression.Parse(filter.ToString());
        return again.Equals(filter) && again.GetHashCode() == filter.GetHashCode() && again.ToString() == filter.ToString();
    }

    [Property]
    public bool Equal_filters_print_the_same_and_hash_the_same(FilterExpression left, FilterExpression right) =>
        left.Equals(right) == (left.ToString() == right.ToString()) && (!left.Equals(right) || left.GetHashCode() == right.GetHashCode());

    [Property]
    public bool Every_way_to_evaluate_gives_the_answer_of_the_oracle(FilterExpression filter, EventText @event) =>
        Agree(filter, @event, _exact, caseExact: true) && Agree(filter, @event, _folded, caseExact: false);

    [Property]
    public bool Normal_form_keeps_the_answer(FilterExpression filter, EventText @event)
    {
        FilterExpression normal = Normalizer.Normalize(filter);
        return Oracle(filter, @event) == Oracle(normal, @event) && Normalizer.Normalize(normal).Equals(normal);
    }

    [Property]
    public bool Ne_is_not_eq(FilterExpression filter, EventText @event) =>
        filter is not ComparisonExpression { Operator: ComparisonOperator.Equal } equal
        || Answer(new ComparisonExpression(equal.Path, ComparisonOperator.NotEqual, equal.Value), @event) != Answer(equal, @event);

    [Property]
    public bool De_Morgan_and_double_negation_hold(FilterExpression left, FilterExpression right, EventText @event) =>
        Answer(Not(And(left, right)), @event) == Answer(Or(Not(left), Not(right)), @event)
        && Answer(Not(Or(left, right)), @event) == Answer(And(Not(left), Not(right)), @event)
        && Answer(Not(Not(left)), @event) == Answer(left, @event);

    [Property]
    public bool And_and_or_commute_associate_and_absorb(FilterExpression x, FilterExpression y, FilterExpression z, EventText @event) =>
        Answer(And(x, y), @event) == Answer(And(y, x), @event)
        && Answer(Or(x, y), @event) == Answer(Or(y, x), @event)
        && Answer(And(And(x, y), z), @event) == Answer(And(x, And(y, z)), @event)
        && Answer(Or(Or(x, y), z), @event) == Answer(Or(x, Or(y, z)), @event)
        && Answer(Or(x, And(x, y)), @event) == Answer(x, @event)
        && Answer(And(x, Or(x, y)), @event) == Answer(x, @event);

    [Property(MaxTest = 10_000)]
    public bool Parsing_any_text_ends_with_an_answer_or_an_error(string? text) => Ends(text);

    [Property(MaxTest = 5_000)]
    public bool So_does_parsing_a_filter_that_was_damaged(FilterExpression filter, byte place, byte length, char with)
    {
        string text = filter.ToString();
        int start = place % text.Length;
        return Ends(text[..start] + with + text[Math.Min(text.Length, start + (length % 8))..]);
    }

    [Property(MaxTest = 5_000)]
    public bool Evaluating_a_damaged_event_ends_with_an_answer_or_a_documented_error(
        FilterExpression filter, EventText @event, byte place, byte length, byte with)
    {
        byte[] json = Encoding.UTF8.GetBytes(@event.Json);
        int start = place % json.Length;
        byte[] damaged = [.. json.AsSpan(0, start), with, .. json.AsSpan(Math.Min(json.Length, start + (length % 4)))];
        foreach (FilterCompiler compiler in _folded)
        {
            try
            {
                compiler.Compile(filter).Matches(damaged);
            }
            catch (EventFormatException)
            {
            }
        }

        return true;
    }

    private static FilterCompiler[] Compilers(bool caseExact) =>
    [
        Support.Compiler(caseExact, CodeGeneration.Never),
        Support.Compiler(caseExact, CodeGeneration.WhenHot, EventReading.EarlyExit),
        Support.Compiler(caseExact, CodeGeneration.Never, EventReading.Strict),
    ];

    private static bool Agree(FilterExpression filter, EventText @event, FilterCompiler[] compilers, bool caseExact)
    {
        using JsonDocument document = JsonDocument.Parse(@event.Json);
        byte[] utf8 = Encoding.UTF8.GetBytes(@event.Json);
        bool expected = NaiveEvaluator.Matches(filter, document.RootElement, caseExact);
        return compilers.All(compiler =>
        {
            CompiledFilter compiled = compiler.Compile(filter);
            var attributes = new EventAttributes(new EventLayout(compiled));
            attributes.Read(utf8);
            return compiled.Matches(utf8) == expected && compiled.Matches(document.RootElement) == expected
                && compiled.Matches(attributes) == expected;
        });
    }

    private static bool Oracle(FilterExpression filter, EventText @event)
    {
        using JsonDocument document = JsonDocument.Parse(@event.Json);
        return NaiveEvaluator.Matches(filter, document.RootElement, caseExact: false);
    }

    private static bool Answer(FilterExpression filter, EventText @event) =>
        _folded[0].Compile(filter).Matches(Encoding.UTF8.GetBytes(@event.Json));

    private static bool Ends(string? text) =>
        FilterExpression.TryParse(text, out FilterExpression? filter, out FilterError? error)
            ? FilterExpression.Parse(filter.ToString()).Equals(filter)
            : error.Draw(text ?? "").Length > 0 && error.Offset + error.Length <= (text ?? "").Length;

    private static NotExpression Not(FilterExpression filter) => new(filter);

    private static LogicalExpression And(FilterExpression left, FilterExpression right) => new(LogicalOperator.And, left, right);

    private static LogicalExpression Or(FilterExpression left, FilterExpression right) => new(LogicalOperator.Or, left, right);
}
