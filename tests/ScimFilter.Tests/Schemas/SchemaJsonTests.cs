using ScimFilter.Schema;

namespace ScimFilter.Tests.Schemas;

/// <summary>Schemas as people and servers write them; what is no schema is told with its line, column and place.</summary>
public class SchemaJsonTests
{
    [Theory]
    [InlineData("", "line 1, column 1: not JSON, ")]
    [InlineData("nope", "line 1, column 2: not JSON, ")]
    [InlineData("{\"attributes\":[\n {\"näme\":\"a\",}]}", "line 2, column 14: not JSON, ")]
    [InlineData("{} {}", "line 1, column 4: not JSON, ")]
    [InlineData("{}", "line 1, column 1: 'attributes' is missing.")]
    [InlineData("5", "line 1, column 1: expected an object, not a number.")]
    [InlineData("null", "line 1, column 1: expected an object, not null.")]
    [InlineData("[]", "line 1, column 1: expected at least one schema.")]
    [InlineData("[5]", "line 1, column 2, [0]: expected an object, not a number.")]
    [InlineData("""{"Resources":[]}""", "line 1, column 14, Resources: expected at least one schema.")]
    [InlineData("""{"Resources":{}}""", "line 1, column 14, Resources: expected an array, not an object.")]
    [InlineData("""{"resources":[]}""", "line 1, column 3, resources: there is no such member; did you mean 'Resources'?")]
    [InlineData("""{"Resources":[{"attributes":[{"name":"a"}]},{}]}""", "line 1, column 45, Resources[1]: 'attributes' is missing.")]
    [InlineData("""{"attributes":[]}""", "line 1, column 15, attributes: expected at least one attribute.")]
    [InlineData("""{"attributes":{"name":"a"}}""", "line 1, column 15, attributes: expected an array, not an object.")]
    [InlineData("""{"attributes":[{}]}""", "line 1, column 16, attributes[0]: 'name' is missing.")]
    [InlineData("""{"atributes":[{"name":"a"}]}""", "line 1, column 3, atributes: there is no such member; did you mean 'attributes'?")]
    [InlineData("""{"attributes":[{"name":"a"}],"negations":true}""",
        "line 1, column 31, negations: there is no such member; did you mean 'negation'?")]
    [InlineData("""{"attributes":[{"name":"a"}],"negation":"no"}""", "line 1, column 41, negation: expected true or false, not a string.")]
    [InlineData("{\"attributes\":[\n  {\"name\":\"ä\\u0061\",\r\n   \"caseExakt\":true}]}",
        "line 3, column 5, attributes[0].caseExakt: there is no such member; did you mean 'caseExact'?")]
    [InlineData("{\"attributes\":[\n  {\"description\":\"ä😀\",\"nme\":\"a\"}]}",
        "line 2, column 25, attributes[0].nme: there is no such member; did you mean 'name'?")]
    [InlineData("""{"attributes":[{"name":"a","caseexact":true}]}""",
        "line 1, column 29, attributes[0].caseexact: there is no such member; did you mean 'caseExact'?")]
    [InlineData("""{"attributes":[{"name":"a","multiValued":null}]}""",
        "line 1, column 42, attributes[0].multiValued: expected true or false, not null.")]
    [InlineData("""{"attributes":[{"name":"a","subAttributes":null}]}""",
        "line 1, column 44, attributes[0].subAttributes: expected an array, not null.")]
    [InlineData("""{"attributes":[{"name":"a","subAttributes":[{"name":"b"},{"nam":"c"}]}]}""",
        "line 1, column 60, attributes[0].subAttributes[1].nam: there is no such member; did you mean 'name'?")]
    [InlineData("""{"attributes":[{"name":5}]}""", "line 1, column 24, attributes[0].name: expected a string, not a number.")]
    [InlineData("""{"attributes":[{"name":"\ud800"}]}""",
        "line 1, column 24, attributes[0].name: half of a surrogate pair is not a character.")]
    [InlineData("""{"attributes":[{"\ud800":"a"}]}""", "line 1, column 18, attributes[0]: half of a surrogate pair is not a character.")]
    [InlineData("""{"attributes":[{"name":"a b"}]}""", "line 1, column 24, attributes[0].name: 'a b' is not the name of an attribute.")]
    [InlineData("""{"attributes":[{"name":""}]}""", "line 1, column 24, attributes[0].name: '' is not the name of an attribute.")]
    [InlineData("""{"attributes":[{"name":"a"},{"name":"A"}]}""",
        "line 1, column 37, attributes[1].name: there is an attribute 'A' already.")]
    [InlineData("""{"attributes":[{"name":"a","name":"b"}]}""", "line 1, column 29, attributes[0].name: this member stands twice.")]
    [InlineData("""{"attributes":[{"name":"a","type":"blob"}]}""", "line 1, column 35, attributes[0].type: 'blob' is not a type; expected string, boolean, decimal, integer, number, dateTime, binary, reference, complex.")]
    [InlineData("""{"attributes":[{"name":"a","type":"strng"}]}""",
        "line 1, column 35, attributes[0].type: 'strng' is not a type; did you mean 'string'?")]
    [InlineData("""{"attributes":[{"name":"a","type":"string","subAttributes":[]}]}""",
        "line 1, column 35, attributes[0].type: what has sub-attributes is \"complex\", not \"string\".")]
    [InlineData("""{"attributes":[{"name":"a","operators":["in"]}]}""",
        "line 1, column 41, attributes[0].operators[0]: 'in' is not an operator; expected eq, ne, co, sw, ew, gt, ge, lt, le, pr.")]
    [InlineData("""{"attributes":[{"name":"a","operators":["EQ"]}]}""",
        "line 1, column 41, attributes[0].operators[0]: 'EQ' is not an operator; did you mean 'eq'?")]
    [InlineData("""{"attributes":[{"name":"a","operators":[]}]}""",
        "line 1, column 40, attributes[0].operators: expected at least one operator.")]
    [InlineData("""{"attributes":[{"name":"a","operators":"eq"}]}""",
        "line 1, column 40, attributes[0].operators: expected an array, not a string.")]
    [InlineData("""{"attributes":[{"name":"a","paths":[null]}]}""",
        "line 1, column 37, attributes[0].paths[0]: expected a string, not null.")]
    [InlineData("""{"attributes":[{"name":"a","paths":["a..b"]}]}""",
        "line 1, column 37, attributes[0].paths[0]: expected names, joined by dots.")]
    [InlineData("""{"attributes":[{"name":"a","type":"integer","values":["1"]}]}""",
        "line 1, column 54, attributes[0].values: only strings can be restricted to certain values.")]
    [InlineData("""{"id":"User","attributes":[]}""",
        "line 1, column 7, id: expected a URN such as \"urn:ietf:params:scim:schemas:core:2.0:User\".")]
    [InlineData("""{"id":null,"attributes":[]}""", "line 1, column 7, id: expected a string, not null.")]
    [InlineData("""[{"id":"urn:a:b","attributes":[]},{"id":"URN:A:B","attributes":[]}]""",
        "line 1, column 41, [1].id: there is a schema with this URN already.")]
    public void What_is_no_schema_is_told_with_its_place(string json, string message)
    {
        string text = Assert.Throws<FormatException>(() => FilterSchema.FromJson(json)).Message;
        Assert.StartsWith("This is not a schema: " + message, text, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"$schema":"x","x-owner":"me","urn:vendor:ext":{"a":1},"attributes":[{"name":"a","X-note":null,"urn:v:y":[],"$comment":1}]}""")]
    [InlineData("""{"schemas":null,"name":null,"description":5,"meta":null,"externalId":"e","attributes":[{"name":"a","description":null,"required":null,"canonicalValues":null,"mutability":null,"returned":null,"uniqueness":null,"referenceTypes":null}]}""")]
    [InlineData("""{"attributes":[{"name":"a","type":"String"},{"name":"data.b"},{"name":"urn:x:y:c"},{"name":"$ref"},{"name":"d","subAttributes":[{"name":"e"}]}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[]}""")]
    public void What_a_filter_does_not_depend_on_passes(string json) => FilterSchema.FromJson(json);

    [Fact]
    public void What_is_beyond_a_limit_is_told()
    {
        string deep = string.Concat(Enumerable.Repeat("""{"attributes":[""", 40));
        Assert.Contains("column 481: more than 64 objects and arrays inside one another", Message(deep), StringComparison.Ordinal);
        Assert.Contains("longer than 4,194,304 characters", Message(new string(' ', 5_000_000)), StringComparison.Ordinal);
        Assert.Contains("column 24, attributes[0].name: the name of the attribute is longer than 1,024 characters", Message(
            $$"""{"attributes":[{"name":"{{new string('a', 1_025)}}"}]}"""), StringComparison.Ordinal);
        Assert.Contains("more than 64 places", Message(
            $$"""{"attributes":[{"name":"a","paths":[{{string.Join(',', Enumerable.Repeat("\"a\"", 65))}}]}]}"""),
            StringComparison.Ordinal);

        string Attributes(int first, int count) => string.Join(',', Enumerable.Range(first, count).Select(i => $$"""{"name":"a{{i}}"}"""));
        Assert.Equal(10_000, FilterSchema.FromJson($$"""{"attributes":[{{Attributes(0, 10_000)}}]}""").Attributes.Length);
        Assert.Contains(
            "attributes[10000]: more than 10,000 attributes", Message($$"""{"attributes":[{{Attributes(0, 10_001)}}]}"""),
            StringComparison.Ordinal);
        Assert.Contains("[1].attributes[5000]: more than 10,000 attributes", Message(
            $$"""[{"attributes":[{{Attributes(0, 5_000)}}]},{"attributes":[{{Attributes(5_000, 5_001)}}]}]"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufeff{\"attributes\":[{\"name\":\"a\"}]}", "line 1, column 1: not JSON, U+FEFF byte order mark cannot stand here.")]
    [InlineData("{\u201cattributes\u201d:[]}", "line 1, column 2: not JSON, U+201C left double quotation mark cannot stand here.")]
    [InlineData("{\n\u00a0\"attributes\":[]}", "line 2, column 1: not JSON, U+00A0 no-break space cannot stand here.")]
    [InlineData("{\"attributes\":[{\"nаme\":\"a\"}]}",
        "attributes[0].nаme: there is no such member: it has U+0430 (not ASCII, looks like 'a'); did you mean 'name'?")]
    [InlineData("{\"attributes\":[{\"name\":\"usеr\"}]}",
        "attributes[0].name: 'usеr' is not the name of an attribute: it has U+0435 (not ASCII, looks like 'e').")]
    [InlineData("{\"attributes\":[{\"name\":\"a\",\"type\":\"strіng\"}]}",
        "attributes[0].type: 'strіng' is not a type: it has U+0456 (not ASCII, looks like 'i'); did you mean 'string'?")]
    [InlineData("{\"attributes\":[{\"name\":\"a\",\"operators\":[\"еq\"]}]}",
        "attributes[0].operators[0]: 'еq' is not an operator: it has U+0435 (not ASCII, looks like 'e'); did you mean 'eq'?")]
    public void A_character_that_is_not_ASCII_is_named_where_only_ASCII_can_stand(string json, string message) =>
        Assert.EndsWith(message, Message(json), StringComparison.Ordinal);

    [Theory]
    [InlineData("binary", "gt", "eq, ne, co, sw, ew, pr")]
    [InlineData("boolean", "gt", "eq, ne, pr")]
    [InlineData("boolean", "co", "eq, ne, pr")]
    [InlineData("integer", "co", "eq, ne, gt, ge, lt, le, pr")]
    [InlineData("decimal", "sw", "eq, ne, gt, ge, lt, le, pr")]
    public void An_operator_that_the_type_cannot_take_is_refused_when_the_schema_is_read(string type, string @operator, string possible)
    {
        string message = $"operators[1]: '{@operator}' cannot be used with type '{type}'; expected {possible}.";
        string attribute = $$"""{"name":"a","type":"{{type}}","operators":["eq","{{@operator}}"]}""";
        Assert.EndsWith($"attributes[0].{message}", Message($$"""{"attributes":[{{attribute}}]}"""), StringComparison.Ordinal);
        Assert.EndsWith(
            $"attributes[0].subAttributes[0].{message}", Message($$"""{"attributes":[{"name":"c","subAttributes":[{{attribute}}]}]}"""),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "\"eq\",\"co\",\"gt\",\"pr\"")]
    [InlineData("reference", "\"ne\",\"ew\",\"le\"")]
    [InlineData("dateTime", "\"eq\",\"sw\",\"ge\"")]
    [InlineData("binary", "\"eq\",\"sw\",\"pr\"")]
    [InlineData("boolean", "\"eq\",\"ne\",\"pr\"")]
    [InlineData("integer", "\"lt\",\"pr\"")]
    [InlineData("complex", "\"eq\",\"co\",\"gt\",\"pr\"")]
    public void An_operator_that_the_type_can_take_may_be_listed(string type, string operators) =>
        FilterSchema.FromJson($$"""{"attributes":[{"name":"a","type":"{{type}}","operators":[{{operators}}]}]}""");

    [Fact]
    public void Of_several_texts_the_one_at_fault_is_named()
    {
        const string good = """{"attributes":[{"name":"a"}]}""";
        var thrown = Assert.Throws<FormatException>(() => FilterSchema.FromJson(good, """{"attributes":[{"nam":"b"}]}"""));
        Assert.StartsWith(
            "This is not a schema, number 2 of 2: line 1, column 18, attributes[0].nam: ", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<FormatException>(() => FilterSchema.FromJson(good, good));
        Assert.StartsWith("These schemas do not fit together: The attribute 'a' stands twice.", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FilterSchema.FromJson(Array.Empty<string>()));
    }

    [Theory]
    [InlineData("id eq \"1\" and externalId pr and schemas eq \"urn:x\"")]
    [InlineData("meta.created gt \"2022-01-01T00:00:00Z\" and meta.lastModified pr and meta.location co \"x\" and meta.version eq \"W/1\"")]
    [InlineData("meta[resourceType eq \"User\"] and meta pr and schemas[value sw \"urn:\"]")]
    public void Common_attributes_belong_to_every_schema_of_resources(string filter)
    {
        FilterSchema schema = FilterSchema.FromJson("""{"id":"urn:example:Device","attributes":[{"name":"serial"}]}""");
        Assert.Empty(schema.Validate(FilterExpression.Parse(filter)));
        Assert.NotEmpty(FilterSchema.FromJson("""{"attributes":[{"name":"serial"}]}""").Validate(FilterExpression.Parse(filter)));
    }

    [Fact]
    public void A_schema_may_say_itself_what_a_common_attribute_is()
    {
        FilterSchema schema = FilterSchema.FromJson(
            """{"id":"urn:example:Device","attributes":[{"name":"ID","type":"integer"},{"name":"meta","subAttributes":[{"name":"created","type":"dateTime"}]}]}""");
        Assert.Equal(
            ["ID", "meta", "meta.created", "schemas", "externalId"],
            schema.Attributes.Select(attribute => attribute.Name));
        Assert.NotEmpty(schema.Validate(FilterExpression.Parse("meta.version pr")));
    }

    [Theory]
    [InlineData("binary", "bin gt \"A\"", false)]
    [InlineData("binary", "bin le \"A\"", false)]
    [InlineData("binary", "certs[value lt \"Z\"]", false)]
    [InlineData("binary", "certs ge \"Z\"", false)]
    [InlineData("binary", "certs.value lt \"Z\"", false)]
    [InlineData("binary", "bin eq \"A\" or bin co \"A\" or bin sw \"A\" or bin ew \"A\" or bin ne \"A\" or bin pr", true)]
    [InlineData("reference", "bin gt \"A\" and certs[value le \"A\"]", true)]
    [InlineData("Binary", "bin lt \"A\"", false)]
    public void Bytes_have_no_order(string type, string text, bool valid)
    {
        FilterSchema schema = Typed(type, "");
        IReadOnlyList<FilterError> errors = schema.Validate(FilterExpression.Parse(text));
        Assert.Equal(valid, errors.Count == 0);
        Assert.All(errors, error => Assert.Equal(FilterErrorKind.OperatorNotAllowed, error.Kind));
        Assert.All(errors, error => Assert.Equal(["eq", "ne", "co", "sw", "ew", "pr"], error.Expected));
    }

    [Theory]
    [InlineData("bin eq \"qujd\"", false)]
    [InlineData("bin eq \"QUJD\"", true)]
    [InlineData("bin co \"uj\"", false)]
    [InlineData("bin eq \"qujd\" or bin eq \"x\"", false)]
    [InlineData("certs eq \"qujd\"", false)]
    [InlineData("certs[value eq \"qujd\"]", false)]
    [InlineData("certs[value ew \"JD\"]", true)]
    public void Bytes_and_references_compare_exactly(string filter, bool expected)
    {
        const string json = """{"bin":"QUJD","certs":[{"value":"QUJD"}]}""";
        FilterSchema inCode = new FilterSchemaBuilder()
            .String("id")
            .Binary("bin")
            .Complex("certs", certs => certs.MultiValued(), certs => certs.Reference("value", value => value.NotNull()))
            .Build();
        FilterSchema[] schemas =
            [Typed("binary", ""), Typed("reference", ""), Typed("binary", ""","caseExact":false"""),
                Typed("reference", ""","caseExact":false"""), inCode];
        Assert.All(schemas, schema => Assert.Equal(
            expected, Answers.Of(new FilterCompiler(new FilterCompilerOptions { Schema = schema }), filter, json)));
    }

    private static FilterSchema Typed(string type, string more) => FilterSchema.FromJson($$"""
        {"attributes":[{"name":"id"},{"name":"bin","type":"{{type}}"{{more}}},
         {"name":"certs","type":"complex","multiValued":true,"subAttributes":[{"name":"value","type":"{{type}}"{{more}}}]}]}
        """);

    private static string Message(string json) => Assert.Throws<FormatException>(() => FilterSchema.FromJson(json)).Message;
}
