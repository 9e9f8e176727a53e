using System.Text;
using System.Text.Json;
using ScimFilter.Schema;

namespace ScimFilter.Webhooks.Tests;

/// <summary>What filters of Qlik Cloud's webhooks may say, on all three shapes of its events.</summary>
public class QlikFilterTests
{
    private const string ReloadFinished = "com.qlik.v1.app.reload.finished";

    private static readonly FilterSchema _schema = EventProfile.Qlik.Schema!;
    private static readonly FilterCompiler _compiler = new(new FilterCompilerOptions { Schema = _schema });

    [Theory]
    [InlineData("id eq \"x\" or spaceId ne \"s\" and (topLevelResourceId eq \"r\")", null, true)]
    [InlineData("data.status eq \"ok\" or data.status ne \"error\"", ReloadFinished, true)]
    [InlineData("data.status eq \"ok\"", "com.qlik.v1.app.created", false)]
    [InlineData("data.status eq \"fine\"", ReloadFinished, false)]
    [InlineData("not (id eq \"x\")", null, false)]
    [InlineData("id pr", null, false)]
    [InlineData("id co \"x\"", null, false)]
    [InlineData("id eq null", null, false)]
    [InlineData("id eq 5", null, false)]
    [InlineData("id[value eq \"x\"]", null, false)]
    [InlineData("userId eq \"x\"", null, false)]
    [InlineData("urn:a:b:id eq \"x\"", null, false)]
    public void The_profile_allows_what_the_product_does(string filter, string? type, bool valid) =>
        Assert.Equal(valid, _schema.Validate(FilterExpression.Parse(filter), type is null ? [] : [type]).Count == 0);

    [Theory]
    [InlineData("spaceId eq \"space-0\"")]
    [InlineData("topLevelResourceId eq \"app-3\"")]
    [InlineData("id eq \"app-3\"")]
    [InlineData("id eq \"ev-0001\"")]
    [InlineData("spaceId ne \"space-1\"")]
    [InlineData("data.status eq \"error\"")]
    public void Each_attribute_is_found_in_every_shape(string text)
    {
        CompiledFilter compiled = _compiler.Compile(FilterExpression.Parse(text));
        string[] words = text.Split(' ');
        string value = words[2].Trim('"');
        foreach (JsonElement row in JsonLines())
        {
            string? actual = words[0] switch
            {
                "id" => Text(row, "data", "id") ?? Resource(row),
                "spaceId" => Text(row, "spaceid") ?? Text(row, "extensions", "spaceId"),
                "topLevelResourceId" => Resource(row),
                _ => Text(row, "data", "status"),
            };
            Assert.Equal((actual == value) == (words[1] == "eq"), compiled.Matches(Encoding.UTF8.GetBytes(row.GetRawText())));
        }

        static IEnumerable<JsonElement> JsonLines() =>
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "qlik-events.jsonl"))
                .Select(line => JsonDocument.Parse(line).RootElement);
        static string? Resource(JsonElement row) => Text(row, "toplevelresourceid") ?? Text(row, "extensions", "topLevelResourceId");
        static string? Text(JsonElement element, params string[] path)
        {
            foreach (string name in path)
            {
                if (!element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element.GetString();
        }
    }
}
