using System.Text;
using System.Text.Json;
using ScimFilter.Schema;

namespace ScimFilter.Tests;

/// <summary>The profile of the webhook product, on all three shapes of its events.</summary>
public class WebhookProfileTests
{
    private static readonly FilterCompiler _compiler = new(new FilterCompilerOptions { Schema = WebhookProfile.Schema });

    [Theory]
    [InlineData("id eq \"x\" or spaceId ne \"s\" and (topLevelResourceId eq \"r\")", null, true)]
    [InlineData("data.status eq \"ok\" or data.status ne \"error\"", WebhookProfile.ReloadFinished, true)]
    [InlineData("data.status eq \"ok\"", "com.qlik.v1.app.created", false)]
    [InlineData("data.status eq \"fine\"", WebhookProfile.ReloadFinished, false)]
    [InlineData("not (id eq \"x\")", null, false)]
    [InlineData("id pr", null, false)]
    [InlineData("id co \"x\"", null, false)]
    [InlineData("id eq null", null, false)]
    [InlineData("id eq 5", null, false)]
    [InlineData("id[value eq \"x\"]", null, false)]
    [InlineData("userId eq \"x\"", null, false)]
    [InlineData("urn:a:b:id eq \"x\"", null, false)]
    public void The_profile_allows_what_the_product_does(string filter, string? type, bool valid) =>
        Assert.Equal(valid, WebhookProfile.Schema.Validate(FilterExpression.Parse(filter), type is null ? [] : [type]).Count == 0);

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
        foreach (JsonElement row in Support.JsonLines("qlik-events.jsonl"))
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
