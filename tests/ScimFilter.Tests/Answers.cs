using System.Text;
using System.Text.Json;

namespace ScimFilter.Tests;

/// <summary>One filter on one event, by every way to evaluate it.</summary>
internal static class Answers
{
    /// <summary>Gives the answer; asserts that all ways give the same.</summary>
    public static bool Of(FilterCompiler compiler, string text, string json)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        CompiledFilter compiled = compiler.Compile(filter);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        using JsonDocument document = JsonDocument.Parse(utf8);
        bool answer = compiled.Matches(utf8);
        Assert.Equal(answer, compiled.Matches(document.RootElement));
        Assert.Equal(answer, compiler.Explain(filter, utf8).Holds);

        var attributes = new EventAttributes(new EventLayout(compiled, compiler.Compile(FilterExpression.Parse("id pr"))));
        attributes.Read(utf8);
        Assert.Equal(answer, compiled.Matches(attributes));
        attributes.Read(document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value));
        Assert.Equal(answer, compiled.Matches(attributes));

        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { Compiler = compiler });
        index.Set(1, [], filter);
        Assert.Equal(answer, index.Match(utf8).Count == 1);
        return answer;
    }
}
