using System.Text;
using ScimFilter.Schema;

namespace ScimFilter.Aot;

/// <summary>Schemas: one of events in several shapes, one written in code and one read from JSON.</summary>
internal static class SchemaChecks
{
    private const string ReloadFinished = "com.example.reload.finished";

    private static readonly FilterSchema _events = new FilterSchemaBuilder()
        .String("id", id => Restrict(id).At("data.id", "toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("spaceId", space => Restrict(space).At("spaceid", "spaceId", "extensions.spaceId"))
        .String("topLevelResourceId", resource => Restrict(resource)
            .At("toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"))
        .String("data.status", status => Restrict(status).Values("ok", "error").OnlyFor(ReloadFinished))
        .WithoutNegation()
        .WithoutValuePaths()
        .Build();

    public static void Run(Checks checks)
    {
        Profile(checks, "id eq \"a\" and (spaceId ne \"b\" or topLevelResourceId eq \"c\")", "any", null);
        Profile(checks, "data.status eq \"error\"", ReloadFinished, null);
        Profile(checks, "data.status eq \"error\"", "any", FilterErrorKind.EventTypeNotAllowed);
        Profile(checks, "data.status eq \"late\"", ReloadFinished, FilterErrorKind.ValueNotAllowed);
        Profile(checks, "name eq \"a\"", "any", FilterErrorKind.UnknownAttribute);
        Profile(checks, "id co \"a\"", "any", FilterErrorKind.OperatorNotAllowed);
        Profile(checks, "id eq 1", "any", FilterErrorKind.ValueTypeMismatch);
        Profile(checks, "not (id eq \"a\")", "any", FilterErrorKind.ExpressionNotAllowed);

        var profile = new FilterCompiler(new FilterCompilerOptions { Schema = _events });
        Matches(checks, profile, "spaceId eq \"s1\"", """{"eventType":"x","extensions":{"spaceId":"s1"}}""", true);
        Matches(checks, profile, "spaceId eq \"s1\"", """{"spaceid":"s2","extensions":{"spaceId":"s1"}}""", false);
        Matches(checks, profile, "spaceId eq \"S1\"", """{"spaceid":"s1"}""", false);
        Matches(checks, profile, "id eq \"d\" and data.status eq \"ok\"", """{"id":"e","data":{"id":"d","status":"ok"}}""", true);

        var inCode = new FilterCompiler(new FilterCompilerOptions
        {
            Schema = new FilterSchemaBuilder()
                .String("code", code => code.CaseExact())
                .Number("size")
                .DateTime("time")
                .Boolean("on")
                .Build(),
        });
        Matches(checks, inCode, "code eq \"a\" and size gt 1.5", """{"code":"A","size":2}""", false);
        Matches(
            checks, inCode, "on eq true and time lt \"2025-01-01T00:00:00Z\"", """{"on":true,"time":"2025-01-01T00:30:00+01:00"}""", true);
        checks.Throws<FilterValidationException>("an unknown attribute", () => inCode.Compile(FilterExpression.Parse("other pr")));

        var fromJson = FilterSchema.FromJson(
            """{"id":"urn:a:b:c","attributes":[{"name":"x","type":"string","caseExact":true}]}""");
        checks.That("a schema from JSON", () => fromJson.Validate(FilterExpression.Parse("urn:a:b:c:x eq \"1\"")).Count == 0);
        checks.Throws<FormatException>("no schema", () => FilterSchema.FromJson("""{"attributes":[{"name":"x","type":"y"}]}"""));
        checks.Throws<FilterValidationException>("no schema, wrong type", () => FilterExpression.Parse("a co 5").Compile());
    }

    private static StringAttributeBuilder Restrict(StringAttributeBuilder attribute) =>
        attribute.CaseExact().NotNull().Operators(FilterOperators.Equality);

    private static void Profile(Checks checks, string text, string eventType, FilterErrorKind? kind) =>
        checks.That($"profile, {eventType}: {text}", () =>
        {
            IReadOnlyList<FilterError> errors = _events.Validate(FilterExpression.Parse(text), [eventType]);
            return kind is null
                ? errors.Count == 0
                : errors.Count == 1 && errors[0].Kind == kind && errors[0].Message.Length > 0;
        });

    private static void Matches(Checks checks, FilterCompiler compiler, string text, string json, bool expected) =>
        checks.That($"{text} on {json}", () =>
            compiler.Compile(FilterExpression.Parse(text)).Matches(Encoding.UTF8.GetBytes(json)) == expected);
}
