using System.Text;
using ScimFilter.Schema;

namespace ScimFilter.Tests.Schemas;

/// <summary>What a schema allows, where it finds attributes, and how it is written.</summary>
public class SchemaTests
{
    private const string Json = """
        {
          "id": "urn:example:schemas:Person",
          "attributes": [
            { "name": "userName", "type": "string", "caseExact": false },
            { "name": "id", "type": "string", "caseExact": true, "nullable": false, "operators": ["eq", "ne", "pr"] },
            { "name": "active", "type": "boolean" },
            { "name": "age", "type": "integer", "paths": ["person.age", "age"] },
            { "name": "created", "type": "dateTime", "paths": ["meta.created"] },
            { "name": "kind", "type": "string", "values": ["a", "b"], "eventTypes": ["t1", "t2"] },
            { "name": "tags", "type": "string", "multiValued": true },
            { "name": "emails", "type": "complex", "multiValued": true, "subAttributes": [
              { "name": "value", "type": "string", "caseExact": true }, { "name": "type", "type": "string" } ] },
            { "name": "name", "type": "complex", "subAttributes": [ { "name": "familyName" } ] },
            { "name": "urn:example:ext:costCenter", "type": "string" }
          ]
        }
        """;

    private static readonly FilterSchema _schema = FilterSchema.FromJson(Json);

    [Theory]
    [InlineData("userName eq \"x\" and age gt 5 and active eq true and created le \"2026-01-01T00:00:00Z\"")]
    [InlineData("USERNAME co \"x\" or name.familyName sw \"y\" or name pr or name eq null")]
    [InlineData("emails[type eq \"work\" and value co \"x\"] or emails co \"x\" or emails.value ew \"y\"")]
    [InlineData("urn:example:schemas:Person:userName eq \"x\" or URN:example:schemas:person:age eq 1 or externalId pr")]
    [InlineData("urn:example:ext:costCenter eq \"x\" or tags[value eq \"x\"] or created sw \"2026-\" or userName eq null")]
    [InlineData("kind gt \"zzz\" or kind eq \"A\"")]
    public void What_the_schema_knows_is_valid(string text) => Assert.Empty(_schema.Validate(FilterExpression.Parse(text)));

    [Theory]
    [InlineData("usrName eq \"x\"", "column 1: there is no attribute 'usrName'; expected userName, id, active, age, created, kind, tags, emails, emails.value, emails.type, name, name.familyName or another of the schema; did you mean 'userName'?")]
    [InlineData("emails[typ eq \"x\"]", "column 8: there is no attribute 'typ'; expected value or type; did you mean 'type'?")]
    [InlineData("id co \"x\"", "column 4: 'co' cannot be used with 'id'; expected eq, ne or pr")]
    [InlineData("id eq null", "column 7: 'id' cannot be compared with null; expected a JSON string in double quotes")]
    [InlineData("id eq 5", "column 7: 'id' cannot be compared with 5; expected a JSON string in double quotes")]
    [InlineData("age eq \"5\"", "column 8: 'age' cannot be compared with \"5\"; expected a number")]
    [InlineData("age co 5", "column 5: 'co' cannot be used with 'age'; expected eq, ne, gt, ge, lt, le or pr")]
    [InlineData("active eq \"true\"", "column 11: 'active' cannot be compared with \"true\"; expected true or false")]
    [InlineData("active gt true", "column 8: 'gt' cannot be used with 'active'; expected eq, ne or pr")]
    [InlineData("created gt \"yesterday\"",
        "column 12: 'created' cannot be compared with \"yesterday\"; expected a date-time such as \"2026-01-31T12:00:00Z\"")]
    [InlineData("kind eq \"c\"", "column 9: \"c\" is not a value of 'kind'; expected \"a\" or \"b\"")]
    [InlineData("name eq \"x\"", "column 6: 'eq' cannot be used with 'name'; expected pr")]
    [InlineData("userName[value eq \"x\"]",
        "column 1: a value path on 'userName' cannot be used here; expected comparisons, joined by 'and' or 'or'")]
    [InlineData("userName lt null", "column 10: 'lt' cannot be used with null; expected eq or ne")]
    [InlineData("urn:unknown:x:userName pr", "column 1: there is no attribute 'urn:unknown:x:userName'; expected userName, id, active, age, created, kind, tags, emails, emails.value, emails.type, name, name.familyName or another of the schema; did you mean 'userName'?")]
    public void What_it_does_not_allow_is_told(string text, string message) =>
        Assert.Equal([message], _schema.Validate(FilterExpression.Parse(text)).Select(error => error.ToString()));

    [Theory]
    [InlineData("a co 5", "column 3: 'co' cannot be used with 5; expected eq, ne, gt, ge, lt or le")]
    [InlineData("a gt true", "column 3: 'gt' cannot be used with true; expected eq or ne")]
    [InlineData("a lt null", "column 3: 'lt' cannot be used with null; expected eq or ne")]
    public void Without_a_schema_a_literal_must_suit_its_operator(string text, string message)
    {
        Assert.False(new FilterCompiler().TryCompile(FilterExpression.Parse(text), out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal([message], errors.Select(error => error.ToString()));
        var thrown = Assert.Throws<FilterValidationException>(() => FilterExpression.Parse(text).Compile());
        Assert.Equal(errors, thrown.Errors);
        Assert.Contains(text, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_is_told_with_its_place()
    {
        FilterExpression filter = FilterExpression.Parse("nope pr and not (id co \"x\" or emails[nope eq 1 and type gt 5]) or age eq true");
        Assert.Equal([0, 20, 37, 59, 73], _schema.Validate(filter).Select(error => error.Offset));
    }

    [Theory]
    [InlineData(new[] { "t1" }, true)]
    [InlineData(new[] { "t1", "t2" }, true)]
    [InlineData(new[] { "t1", "t3" }, false)]
    [InlineData(new string[0], false)]
    [InlineData(null, true)]
    public void An_attribute_may_be_for_certain_event_types_only(string[]? types, bool allowed)
    {
        IReadOnlyList<FilterError> errors = _schema.Validate(FilterExpression.Parse("kind eq \"a\""), types);
        Assert.Equal(allowed, errors.Count == 0);
        Assert.All(errors, error => Assert.Equal("'kind' can only be used when the event types are among t1 and t2", error.Message));
    }

    [Theory]
    [InlineData("age eq 5", """{"person":{"age":5},"age":6}""", true)]
    [InlineData("age eq 6", """{"person":{"age":5},"age":6}""", false)]
    [InlineData("age eq 6", """{"person":{"age":null},"age":6}""", true)]
    [InlineData("id eq \"X\"", """{"id":"x"}""", false)]
    [InlineData("userName eq \"X\"", """{"username":"x"}""", true)]
    [InlineData("created gt \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2026-01-01T00:00:00-01:00"}}""", true)]
    [InlineData("created gt \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"z"}}""", false)]
    [InlineData("created eq \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2026-01-01T01:00:00+01:00"}}""", true)]
    [InlineData("created ne \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2026-01-01T00:00:00.0Z"}}""", false)]
    [InlineData("created ge \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2025-12-31T23:59:60Z"}}""", true)]
    [InlineData("created lt \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2026-01-01T00:00:00+01:00"}}""", true)]
    [InlineData("created le \"2026-01-01T00:00:00Z\"", """{"meta":{"created":"2026-01-01T00:00:00.1Z"}}""", false)]
    [InlineData("created sw \"2026\"", """{"meta":{"created":"2026-01-01T00:00:00.1Z"}}""", true)]
    [InlineData("userName gt \"A\"", """{"userName":"b"}""", true)]
    [InlineData("userName eq \"2026-01-01T00:00:00Z\"", """{"userName":"2026-01-01T01:00:00+01:00"}""", false)]
    [InlineData("emails co \"X\"", """{"emails":[{"value":"x"}]}""", false)]
    [InlineData("emails[type eq \"WORK\" and value eq \"x\"]", """{"emails":[{"value":"x","type":"work"}]}""", true)]
    [InlineData("tags[value eq \"X\"]", """{"tags":["x"]}""", true)]
    [InlineData("urn:example:ext:costCenter eq \"5\"", """{"urn:example:ext":{"costCenter":"5"}}""", true)]
    [InlineData("urn:example:schemas:Person:userName eq \"5\"", """{"userName":"5"}""", true)]
    public void The_schema_says_where_and_how_to_compare(string filter, string json, bool expected)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = _schema });
        Assert.Equal(expected, compiler.Compile(FilterExpression.Parse(filter)).Matches(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Split_attributes_go_by_the_names_of_the_schema()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = Support.EventSchema });
        CompiledFilter compiled = compiler.Compile(FilterExpression.Parse("id eq \"x\" and data.status eq \"ok\""));
        Assert.True(compiled.Matches(new Dictionary<string, object?> { ["id"] = "x", ["data.status"] = "ok" }));
        Assert.True(compiled.Matches(new Dictionary<string,
            object?>
        { ["ID"] = "x", ["data"] = new Dictionary<string, object?> { ["status"] = "ok" } }));
        Assert.False(compiled.Matches(new Dictionary<string, object?> { ["data.status"] = "ok" }));
    }

    [Fact]
    public void Code_and_json_write_the_same_schema()
    {
        FilterSchema built = new FilterSchemaBuilder()
            .WithId("urn:example:schemas:Person")
            .String("userName")
            .String("id", id => id.CaseExact().NotNull().Operators(FilterOperators.Equality | FilterOperators.Present))
            .Boolean("active")
            .Number("age", age => age.At("person.age", "age"))
            .DateTime("created", created => created.At("meta.created"))
            .String("kind", kind => kind.Values("a", "b").OnlyFor("t1", "t2"))
            .String("tags", tags => tags.MultiValued())
            .Complex("emails", emails => emails.MultiValued(), email => email.String("value", value => value.CaseExact()).String("type"))
            .Complex("name", name => name.String("familyName"))
            .String("urn:example:ext:costCenter")
            .Build();
        Assert.Equal(_schema.Id, built.Id);
        Assert.Equal(_schema.Attributes.Select(Describe), built.Attributes.Select(Describe));
        static string Describe(SchemaAttribute attribute) => string.Join(
            '|', attribute.Name, attribute.Type, attribute.MultiValued, attribute.CaseExact, attribute.Nullable, (int)attribute.Operators,
            string.Join(',', attribute.Paths), string.Join(',', attribute.Values), string.Join(',', attribute.EventTypes));
    }

    [Fact]
    public void Parts_of_the_language_can_be_refused()
    {
        FilterSchema schema = FilterSchema.FromJson(
            """{"negation":false,"valuePaths":false,"attributes":[{"name":"a","multiValued":true}]}""");
        Assert.Equal(
            ["column 1: 'not' cannot be used here; expected comparisons, joined by 'and' or 'or'",
                "column 16: a value path cannot be used here; expected comparisons, joined by 'and' or 'or'"],
            schema.Validate(FilterExpression.Parse("not (a pr) and a[value pr]")).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("""{"mails":[{"type":"work","value":"a"}]}""")]
    [InlineData("""{"data":{"mails":{"type":"work","value":"a"}}}""")]
    public void Sub_attributes_are_found_where_the_schema_puts_the_attribute(string @event)
    {
        FilterSchema schema = new FilterSchemaBuilder()
            .Complex("emails", emails => emails.MultiValued().At("mails", "data.mails"), emails => emails.String("type").String("value"))
            .Build();
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema });
        foreach (string filter in
            (string[])["emails[type eq \"work\"]", "emails.type eq \"work\"", "emails eq \"a\"", "emails.value eq \"a\""])
        {
            Assert.True(compiler.Compile(FilterExpression.Parse(filter)).Matches(Encoding.UTF8.GetBytes(@event)), filter);
        }
    }

    [Theory]
    [InlineData(true, "new")]
    [InlineData(true, "old", "new")]
    [InlineData(false, "new", "other")]
    [InlineData(false)]
    public void What_is_allowed_for_one_name_of_an_event_type_is_allowed_for_all(bool valid, params string[] types)
    {
        FilterSchema schema = new FilterSchemaBuilder().WithId("urn:x:y").WithoutNegation()
            .String("kind", kind => kind.OnlyFor("old")).Build();
        FilterSchema named = schema.WithEventTypeNames(type => type is "old" or "new" ? ["new", "old"] : [type]);
        Assert.Equal(valid, named.Validate(FilterExpression.Parse("urn:x:y:kind pr"), types).Count == 0);
        Assert.Single(named.Validate(FilterExpression.Parse("not (kind pr)"), ["new"]));
        Assert.Same(schema, schema.WithEventTypeNames(type => [type]));
    }
}
