using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using ScimFilter.Ast;
using ScimFilter.Oracle;
using ScimFilter.Schema;
using ScimFilter.Tests.Properties;

namespace ScimFilter.Tests;

/// <summary>Why a filter holds on an event, or why not.</summary>
public class ExplanationTests
{
    [Theory]
    [InlineData("a eq \"x\"", """{"a":"x"}""", true, "a is \"x\"")]
    [InlineData("a eq \"x\"", """{"a":"X"}""", true, "a is \"X\", which equals \"x\"")]
    [InlineData("a eq \"x\"", """{"a":"y"}""", false, "a is \"y\", not \"x\"")]
    [InlineData("a eq 5", """{"a":"5"}""", false, "a is \"5\", not 5")]
    [InlineData("a eq 1", """{"a":1.0}""", true, "a is 1.0, which equals 1")]
    [InlineData("a eq 1", "{}", false, "a has no value")]
    [InlineData("a eq 1", """{"a":[null,[]]}""", false, "a has no value")]
    [InlineData("a ne 1", "{}", true, "a has no value")]
    [InlineData("a ne 1", """{"a":2}""", true, "a is 2, not 1")]
    [InlineData("a ne 1", """{"a":1}""", false, "a is 1")]
    [InlineData("a ne 1", """{"a":[1,2]}""", false, "one of the 2 values of a equals 1")]
    [InlineData("a eq null", "{}", true, "a has no value")]
    [InlineData("a eq null", """{"a":false}""", false, "a is false, not null")]
    [InlineData("a ne null", """{"a":{"b":1}}""", true, "a is {\"b\":1}, not null")]
    [InlineData("a ne null", """{"a":[1,{}]}""", true, "a has 2 values")]
    [InlineData("a co \"x\"", """{"a":"axb"}""", true, "a is \"axb\", which contains \"x\"")]
    [InlineData("a co \"x\"", """{"a":5}""", false, "a is 5, which does not contain \"x\"")]
    [InlineData("a sw \"x\"", """{"a":"a"}""", false, "a is \"a\", which does not start with \"x\"")]
    [InlineData("a ew \"x\"", """{"a":["x","y"]}""", true, "one of the 2 values of a ends with \"x\"")]
    [InlineData("a ew \"x\"", """{"a":["y","z"]}""", false, "none of the 2 values of a ends with \"x\"")]
    [InlineData("a ge 3", """{"a":2}""", false, "a is 2, which is not greater than or equal to 3")]
    [InlineData("a lt 3", """{"a":2}""", true, "a is 2, which is less than 3")]
    [InlineData("a.b le 3", """{"a":[{"b":2},{"b":4}]}""", true, "one of the 2 values of a.b is less than or equal to 3")]
    [InlineData("a eq \"x\"", """{"a":{"value":"x","b":1}}""", true, "a is \"x\"")]
    [InlineData("a ne \"x\"", """{"a":{"b":1}}""", true, "a is {\"b\":1}, an object without a value")]
    [InlineData("a eq \"x\"", """{"a":[{"b":1},{}]}""", false, "the 2 values of a are objects without a value")]
    [InlineData("a pr", """{"a":{"value":"","b":0}}""", true, "a is {\"value\":\"\",\"b\":0}")]
    [InlineData("a pr", """{"a":{"value":""}}""", false, "a is {\"value\":\"\"}, which is empty")]
    [InlineData("a pr", """{"a":[{"b":null},{"b":[]}]}""", false, "all 2 values of a are empty")]
    [InlineData("a pr", """{"a":[0,1]}""", true, "a has 2 values")]
    [InlineData("a pr", """{"a":""}""", false, "a is \"\", which is empty")]
    [InlineData("a pr", """{"a":["",{}]}""", false, "all 2 values of a are empty")]
    [InlineData("a pr", """{"a":null}""", false, "a has no value")]
    [InlineData("a pr and b pr", "{}", false, "none of its 2 operands holds")]
    [InlineData("a pr and b pr and c pr", """{"b":1,"c":1}""", false, "1 of its 3 operands does not hold")]
    [InlineData("a pr or b pr or c pr", """{"b":1,"c":1}""", true, "2 of its 3 operands hold")]
    [InlineData("a pr or b pr", """{"a":1,"b":1}""", true, "all of its 2 operands hold")]
    [InlineData("not (a pr)", "{}", true, "its operand does not hold")]
    [InlineData("a[b pr]", "{}", false, "a has no value")]
    [InlineData("a[b pr]", """{"a":{"b":1}}""", true, "the element of a satisfies it")]
    [InlineData("a[b pr]", """{"a":[{},{"b":1}]}""", true, "1 of the 2 elements of a satisfies it")]
    [InlineData("a[b pr]", """{"a":["x",{}]}""", false, "none of the 2 elements of a satisfies it")]
    [InlineData("a pr", "[1]", false, "a has no value")]
    public void The_reason_says_what_the_event_has(string filter, string json, bool holds, string reason)
    {
        FilterExplanation explanation = Explain(filter, json);

        Assert.Equal((holds, reason), (explanation.Holds, explanation.Reason));
    }

    [Fact]
    public void Every_part_is_evaluated_in_the_order_of_the_text()
    {
        FilterExplanation explanation = Explain(
            "(type eq \"x\" or b eq 1) and not (errors[code eq 1 and message co \"t\"]) and tags eq \"z\"",
            """{"type":"X","tags":["a","b"],"errors":["plain",{ "code" : 1.0 }]}""");

        Assert.Equal(
            """
            ✗ and: 1 of its 3 operands does not hold
            ├─ ✓ or: 1 of its 2 operands holds
            │  ├─ ✓ type eq "x": type is "X", which equals "x"
            │  └─ ✗ b eq 1: b has no value
            ├─ ✓ not: its operand does not hold
            │  └─ ✗ errors[ ]: none of the 2 elements of errors satisfies it
            │     ├─ "plain"
            │     │  └─ ✗ and: none of its 2 operands holds
            │     │     ├─ ✗ code eq 1: code has no value
            │     │     └─ ✗ message co "t": message has no value
            │     └─ { "code" : 1.0 }
            │        └─ ✗ and: 1 of its 2 operands does not hold
            │           ├─ ✓ code eq 1: code is 1.0, which equals 1
            │           └─ ✗ message co "t": message has no value
            └─ ✗ tags eq "z": none of the 2 values of tags equals "z" ("a", "b")
            """,
            explanation.ToString());
    }

    [Fact]
    public void The_readme_shows_what_is_drawn() => Assert.Contains(
        Explain("""data.status eq "error" and spaceId ne "s2" """, """{"spaceId":"s1","data":{"status":"ok"}}""").ToString(),
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")),
        StringComparison.Ordinal);

    [Fact]
    public void Json_has_the_tree_with_its_values() => Assert.Equal(
        """{"node":"or","holds":true,"reason":"1 of its 2 operands holds","children":["""
        + """{"node":"a[ ]","holds":true,"reason":"the element of a satisfies it","values":["\u00225\u0022"],"valueCount":1,"children":["""
        + """{"node":"value pr","holds":true,"reason":"value is \u00225\u0022","values":["\u00225\u0022"],"valueCount":1}]},"""
        + """{"node":"b[ ]","holds":false,"reason":"b has no value","values":[],"valueCount":0}]}""",
        Json(Explain("a[value pr] or b[c pr]", """{"a":"5"}""")));

    [Fact]
    public void Values_come_in_the_order_of_the_event_and_only_the_first_are_shown()
    {
        FilterExplanation explanation = Explain("a eq 7", $$"""{"a":[{{string.Join(',', Enumerable.Range(0, 20))}}]}""");

        Assert.Equal("0,1,2,3,4,5,6,7", string.Join(',', explanation.Values));
        Assert.Equal(20, explanation.ValueCount);
        Assert.EndsWith("equals 7 (0, 1, 2, 3, 4, 5, 6, 7, …)", explanation.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "0,1,2,3,4,5,6,7")]
    [InlineData(12, "0,1,2,3,4,5,6,12")]
    [InlineData(20, "0,1,2,3,4,5,6,7")]
    public void An_element_that_satisfies_the_filter_is_among_those_shown(int wanted, string shown)
    {
        FilterExplanation explanation = Explain(
            $"a[value eq {wanted}]", $$"""{"a":[{{string.Join(',', Enumerable.Range(0, 20))}},{{wanted % 20}}]}""");

        Assert.Equal(shown, string.Join(',', explanation.Values));
        Assert.Equal((21, wanted < 20), (explanation.ValueCount, explanation.Holds));
        Assert.Equal(wanted < 20, explanation.Children.Any(child => child.Holds));
        Assert.Equal(explanation.Values, explanation.Children.Select(child => Assert.Single(child.Values)));
    }

    [Fact]
    public void Long_values_are_cut_between_characters()
    {
        FilterExplanation explanation = Explain(
            "a eq 1", $$"""{"a":["{{new string('x', 79)}}😀","{{new string('y', 5_000)}}", 1{{new string('0', 100)}}]}""");

        string[] expected = [$"\"{new string('x', 79)}\"…", $"\"{new string('y', 80)}\"…", $"1{new string('0', 79)}…"];
        Assert.Equal(expected, explanation.Values.AsEnumerable());
        FilterExplanation ofObject = Explain("a eq 1", $$"""{"a":{"b":"{{new string('z', 100)}}"} }""");
        Assert.Contains("…, an object without a value", ofObject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_event_gives_a_short_explanation()
    {
        string elements = string.Join(',', Enumerable.Repeat($$"""{"b":["{{new string('x', 200)}}"]}""", 20_000));

        FilterExplanation explanation = Explain("a[b eq 1 or b pr] and a.b eq \"y\" and a ne null", $$"""{"a":[{{elements}}]}""");

        Assert.False(explanation.Holds);
        Assert.InRange(explanation.ToString().Length, 1_000, 10_000);
        Assert.InRange(Json(explanation).Length, 1_000, 20_000);
    }

    [Fact]
    public void What_is_drawn_is_safe_for_a_terminal()
    {
        string drawn = Explain("a eq 1", "{\"a\":[\"\\u001b[2J\u009b\\u202e\",\"\\r\\n\"],\n\t\"b\":1}").ToString();

        Assert.DoesNotContain(drawn, character => char.IsControl(character) || character == '\u202e');
        Assert.Single(Explain("a eq 1", "{\"a\":{\"b\":\r\n\t1}}").ToString().Split('\n'));
    }

    [Fact]
    public void A_schema_says_where_the_values_are()
    {
        FilterSchema schema = new FilterSchemaBuilder()
            .String("spaceId", space => space.CaseExact().At("spaceid", "extensions.spaceId"))
            .Build();
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema });

        FilterExplanation explanation = compiler.Explain(
            FilterExpression.Parse("SPACEID eq \"s1\""), """{"spaceid":null,"extensions":{"spaceId":"S1"}}"""u8);

        Assert.Equal((false, "SPACEID is \"S1\", not \"s1\""), (explanation.Holds, explanation.Reason));
        Assert.Throws<FilterValidationException>(() => compiler.Explain(FilterExpression.Parse("other pr"), "{}"u8));
    }

    [Fact]
    public void An_event_that_is_no_json_is_refused() => Assert.Throws<EventFormatException>(() => Explain("a pr", "{"));

    [Fact]
    public void Shapes_of_explanations_are_not_kept()
    {
        FilterCompiler compiler = Support.Compiler();

        compiler.Explain(FilterExpression.Parse("a pr and b[c eq 1]"), "{}"u8);

        Assert.Equal(default, compiler.GetStatistics());
    }

    [Fact]
    public void A_filter_may_be_as_deep_as_any()
    {
        FilterExpression filter = FilterExpression.Parse("a pr");
        for (int depth = 1; depth < FilterExpression.MaxDepth; depth++)
        {
            filter = new NotExpression(filter);
        }

        Support.OnSmallStack(() => Assert.False(Support.Compiler().Explain(filter, "{}"u8).ToString().Length == 0));
    }

    [Properties(Arbitrary = [typeof(Generators)], MaxTest = 1_000, QuietOnSuccess = true)]
    public class Laws
    {
        [Property]
        public bool The_verdict_is_that_of_evaluation(FilterExpression filter, EventText @event, bool caseExact)
        {
            using JsonDocument document = JsonDocument.Parse(@event.Json);
            FilterCompiler compiler = Support.Compiler(caseExact);
            FilterExplanation explanation = compiler.Explain(filter, document.RootElement);
            FilterCompiler eager = Support.Compiler(caseExact, reading: EventReading.EarlyExit);
            return explanation.Holds == NaiveEvaluator.Matches(filter, document.RootElement, caseExact)
                && string.Equals(explanation.ToString(), eager.Explain(filter, document.RootElement).ToString(), StringComparison.Ordinal)
                && IsRight(explanation, compiler, document.RootElement);
        }

        [Property]
        public bool Whatever_is_explained_can_be_drawn_and_written(FilterExpression filter, EventText @event)
        {
            FilterExplanation explanation = Support.Compiler().Explain(filter, Encoding.UTF8.GetBytes(@event.Json));
            using JsonDocument json = JsonDocument.Parse(Json(explanation));
            int nodes = json.RootElement.GetRawText().Split("\"node\":").Length - 1;
            return json.RootElement.GetProperty("holds").GetBoolean() == explanation.Holds
                && explanation.ToString().Split('\n').Count(line => line.Contains('✓') || line.Contains('✗')) == nodes;
        }

        // Each part by itself gets the verdict that it has in the whole.
        private static bool IsRight(FilterExplanation explanation, FilterCompiler compiler, JsonElement @event) =>
            explanation.Holds == compiler.Compile(explanation.Filter).Matches(@event)
            && explanation.ValueCount >= explanation.Values.Length
            && explanation.Values.Length <= FilterExplanation.MaxValues
            && (explanation.Filter is ValuePathExpression
                ? explanation.Children.Length == explanation.Values.Length
                    && explanation.Holds == explanation.Children.Any(child => child.Holds)
                : explanation.Children.All(child => IsRight(child, compiler, @event)));
    }

    private static FilterExplanation Explain(string filter, string json) =>
        Support.Compiler().Explain(FilterExpression.Parse(filter), Encoding.UTF8.GetBytes(json));

    private static string Json(FilterExplanation explanation)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            explanation.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
