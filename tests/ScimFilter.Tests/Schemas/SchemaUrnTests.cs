using ScimFilter.Schema;

namespace ScimFilter.Tests.Schemas;

/// <summary>What a URN before an attribute means, with and without schemas, by every way to evaluate a filter.</summary>
public class SchemaUrnTests
{
    private const string User = "urn:ietf:params:scim:schemas:core:2.0:User";

    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private const string Jensen = $$$"""
        {"schemas":["{{{User}}}","{{{Enterprise}}}"],"id":"1","externalId":"e1","meta":{"created":"2023-01-01T00:00:00Z","resourceType":"User"},
         "userName":"bj","a":1,"emails":[{"type":"work","value":"b@example.com"}],
         "{{{Enterprise}}}":{"employeeNumber":"701","manager":{"value":"26","displayName":"Boss"} },"urn:x:y":{"a":2,"b":{"c":3} } }
        """;

    private static readonly FilterCompiler _without = new();

    private static readonly string _list = File.ReadAllText(Support.PathOf("scim-schemas.json"));

    private static readonly FilterCompiler _joined = new(new FilterCompilerOptions { Schema = FilterSchema.FromJson(_list) });

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:a eq 1", true)]
    [InlineData("URN:IETF:params:scim:schemas:core:2.0:user:a eq 1", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group:a eq 1", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig:a eq 1", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:ResourceType:a eq 1", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Schema:a eq 1", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Nonsense:a eq 1", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Nonsense:a eq null", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User2:a eq 1", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:x:a eq 1", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:a eq 1", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:1.0:User:a eq 1", false)]
    [InlineData("not (urn:ietf:params:scim:schemas:core:2.0:Nonsense:a eq 1)", true)]
    [InlineData("emails[urn:ietf:params:scim:schemas:core:2.0:User:type eq \"work\"]", true)]
    [InlineData("emails[urn:ietf:params:scim:schemas:core:2.0:Nonsense:type eq \"work\"]", false)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \"work\"]", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Nonsense:emails[type eq \"work\"]", false)]
    [InlineData("urn:x:y:a eq 2", true)]
    [InlineData("URN:X:Y:A eq 2", true)]
    [InlineData("urn:x:y:b.c eq 3", true)]
    [InlineData("urn:x:y:b[c eq 3]", true)]
    [InlineData("urn:x:z:a eq 2", false)]
    [InlineData("urn:x:y pr", true)]
    [InlineData("URN:X:Y pr", true)]
    [InlineData("urn:x:y eq null", false)]
    [InlineData("urn:x:y[a eq 2 and b.c eq 3]", true)]
    [InlineData("urn:x:y[a eq 1]", false)]
    [InlineData("urn:x:y.a eq 2", true)]
    [InlineData("urn:x:y.b[c eq 3]", true)]
    [InlineData("urn:x:z pr", false)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User[employeeNumber eq \"701\" and manager.value eq \"26\"]", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr and not (urn:ietf:params:scim:schemas:extension:x:2.0:User pr)", true)]
    public void Without_a_schema_it_leads_to_the_top_or_into_the_object_under_it(string filter, bool expected) =>
        Assert.Equal(expected, Answers.Of(_without, filter, Jensen));

    [Fact]
    public void What_is_stored_under_an_unknown_core_urn_is_found_there() => Assert.True(Answers.Of(
        _without, "urn:ietf:params:scim:schemas:core:2.0:Nonsense:a eq 1",
        """{"urn:ietf:params:scim:schemas:core:2.0:Nonsense":{"a":1}}"""));

    [Theory]
    [InlineData("urn:x:y:a eq 1", """{"urn:x:y":{"a":1},"urn:x:y:a":2}""", true)]
    [InlineData("urn:x:y:a eq 2", """{"urn:x:y":{"a":1},"urn:x:y:a":2}""", false)]
    [InlineData("urn:x:y:a[b eq 2]", """{"urn:x:y":{"a":null},"urn:x:y:a":{"b":2}}""", true)]
    public void The_attribute_of_a_schema_comes_before_the_object_of_an_extension(string filter, string json, bool expected) =>
        Assert.Equal(expected, Support.Matches(filter, json));

    [Theory]
    [InlineData("urn:x:y:a eq 1")]
    [InlineData("urn:x:y:a ne 2")]
    [InlineData("urn:x:y:b.c eq 3")]
    [InlineData("urn:x:y:d.e eq 5")]
    [InlineData("urn:x:y:f.g eq 7")]
    public void Split_attributes_have_the_order_of_places_that_events_in_JSON_have(string filter)
    {
        var attributes = new Dictionary<string, object?>
        {
            ["urn:x:y:a"] = 2,
            ["urn:x:y"] = new Dictionary<string, object?> { ["a"] = 1, ["b"] = new Dictionary<string, object?> { ["c"] = 3 } },
            ["urn:x:y:b"] = new Dictionary<string, object?> { ["c"] = 4 },
            ["urn:x:y:d"] = new Dictionary<string, object?> { ["e"] = 5 },
            ["urn:x:y:d.e"] = 6,
            ["urn:x:y:f.g"] = 7,
        };
        Assert.True(new FilterCompiler().Compile(FilterExpression.Parse(filter)).Matches(attributes));
        if (!filter.Contains(":f.", StringComparison.Ordinal))
        {
            Assert.True(Support.Matches(filter, System.Text.Json.JsonSerializer.Serialize(attributes)));
        }
    }

    [Theory]
    [InlineData("ce:type", """{"ce:type":"x"}""")]
    [InlineData("data.ce:type", """{"data":{"ce:type":"x"}}""")]
    [InlineData("urn:x:y:a", """{"urn:x:y":{"a":"x"}}""")]
    public void A_place_may_have_a_colon_in_a_name(string place, string json)
    {
        FilterSchema schema = new FilterSchemaBuilder().String("kind", kind => kind.At(place)).Build();
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema });
        Assert.True(compiler.Compile(FilterExpression.Parse("kind eq \"x\"")).Matches(System.Text.Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq \"701\"")]
    [InlineData("URN:ietf:params:scim:schemas:EXTENSION:enterprise:2.0:user:EMPLOYEEnumber eq \"701\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"26\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"26\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager[displayName eq \"boss\"]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User[employeeNumber sw \"7\" and manager.value eq \"26\"]")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter eq null")]
    [InlineData("externalId eq \"e1\" and id eq \"1\" and meta.created gt \"2022-01-01T00:00:00Z\" and meta.resourceType eq \"User\"")]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"")]
    public void Attributes_of_an_extension_are_under_its_urn_and_common_ones_at_the_top(string filter)
    {
        Assert.True(Answers.Of(_joined, filter, Jensen));
        Assert.True(Answers.Of(new FilterCompiler(new FilterCompilerOptions { Schema = FilterSchema.FromJson(Resource(Enterprise)) }),
            filter, Jensen));
        Assert.True(Answers.Of(new FilterCompiler(new FilterCompilerOptions { Schema = InCode() }), filter, Jensen));

        static FilterSchema InCode() => new FilterSchemaBuilder()
            .WithId(Enterprise)
            .String("employeeNumber")
            .String("costCenter")
            .Complex("manager", manager => manager.String("value").String("displayName"))
            .Build();
    }

    [Fact]
    public void An_extension_is_not_looked_for_at_the_top() => Assert.False(Answers.Of(
        _joined, $"{Enterprise}:employeeNumber eq \"701\"", """{"employeeNumber":"701"}"""));

    [Theory]
    [InlineData("userName eq \"bj\" and name.familyName eq null and emails co \"example\"")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"BJ\" and URN:ietf:params:scim:schemas:core:2.0:user:id eq \"1\"")]
    [InlineData("displayName eq null and urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq null")]
    [InlineData("members eq null or members[value eq \"1\"] or members.value eq \"2\"")]
    [InlineData("emails[urn:ietf:params:scim:schemas:core:2.0:User:type eq \"work\"]")]
    public void A_list_of_schemas_is_one_schema(string filter) => Assert.True(Answers.Of(_joined, filter, Jensen));

    [Theory]
    [InlineData("displayName eq \"x\" and members.value eq \"2\" and members[value eq \"2\"]")]
    [InlineData(
        "urn:ietf:params:scim:schemas:core:2.0:Group:members.value eq \"2\" and urn:ietf:params:scim:schemas:core:2.0:Group:id eq \"g\"")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq \"2\"] and urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr")]
    public void Another_resource_of_a_list_is_at_the_top_too(string filter) =>
        Assert.True(Answers.Of(_joined, filter, """{"id":"g","displayName":"X","members":[{"value":"1"},{"value":"2"}]}"""));

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group:userName pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:members pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Nonsense:userName pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User2:userName pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:x:y:userName pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("employeeNumber pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("endpoint pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:userName pr", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User[userName pr]", FilterErrorKind.UnknownAttribute)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User eq \"x\"", FilterErrorKind.OperatorNotAllowed)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group pr", FilterErrorKind.InvalidAttributePath)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User[userName pr]", FilterErrorKind.InvalidAttributePath)]
    public void No_other_schema_has_the_attributes_of_one(string filter, FilterErrorKind kind) =>
        Assert.Equal([kind], _joined.Options.Schema!.Validate(FilterExpression.Parse(filter)).Select(error => error.Kind));

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User pr")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group[displayName eq \"x\"]")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User.userName eq \"x\"")]
    public void A_schema_of_resources_is_no_attribute(string text)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        Assert.False(_without.TryCompile(filter, out _, out IReadOnlyList<FilterError> errors));
        Assert.Equal((FilterErrorKind.InvalidAttributePath, 0), (errors[0].Kind, errors[0].Offset));
        Assert.EndsWith(
            "expected ':' and the name of an attribute behind the URN of a schema", errors[0].Message, StringComparison.Ordinal);
        Assert.Throws<FilterValidationException>(() => new SubscriptionIndex<int>().Set(1, [], filter));
        Assert.Throws<FilterValidationException>(() => _without.Explain(filter, "{}"u8));
    }

    [Theory]
    [InlineData("employeNumber pr", $"'{Enterprise}:employeeNumber'")]
    [InlineData($"{Enterprise}:employeNumber pr", $"'{Enterprise}:employeeNumber'")]
    [InlineData("urn:x:y:userName pr", "'userName'")]
    [InlineData("usrName pr", "'userName'")]
    [InlineData("something pr", null)]
    public void A_name_behind_another_urn_is_suggested(string filter, string? suggestion) =>
        Assert.Equal(suggestion, _joined.Options.Schema!.Validate(FilterExpression.Parse(filter))[0].Suggestion);

    [Fact]
    public void Schemas_in_code_are_joined_as_well()
    {
        FilterSchema schema = new FilterSchemaBuilder()
            .WithId(User)
            .String("userName")
            .Extension(Enterprise, enterprise => enterprise.String("employeeNumber").Complex("manager", manager => manager.String("value")))
            .Build();
        var compiler = new FilterCompiler(new FilterCompilerOptions { Schema = schema });
        Assert.True(Answers.Of(compiler, $"{User}:userName eq \"BJ\" and {Enterprise}[manager.value eq \"26\"] and id eq \"1\"", Jensen));
        Assert.Equal(
            FilterSchema.FromJson(
                $$"""{"id":"{{User}}","attributes":[{"name":"userName"}]}""",
                $$"""{"id":"{{Enterprise}}","attributes":[{"name":"employeeNumber"},{"name":"manager","subAttributes":[{"name":"value"}]}]}""")
                .Attributes.Select(attribute => attribute.Name),
            schema.Attributes.Select(attribute => attribute.Name));
    }

    private static string Resource(string urn) => System.Text.Json.Nodes.JsonNode.Parse(_list)!["Resources"]!.AsArray()
        .First(schema => (string?)schema!["id"] == urn)!.ToJsonString();
}
