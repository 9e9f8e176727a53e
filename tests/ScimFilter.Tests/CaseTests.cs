using System.Text;
using System.Text.Json;

namespace ScimFilter.Tests;

/// <summary>The decided cases: what is a filter, and what it says of a resource.</summary>
public class CaseTests
{
    private static readonly FilterCompiler[] _compilers =
    [
        Support.Compiler(caseExact: false, CodeGeneration.Immediate),
        Support.Compiler(caseExact: true, CodeGeneration.Immediate),
        Support.Compiler(caseExact: false, CodeGeneration.Never, EventReading.EarlyExit),
        Support.Compiler(caseExact: true, CodeGeneration.Never, EventReading.EarlyExit),
        Support.Compiler(caseExact: false, CodeGeneration.WhenHot, EventReading.Strict),
        Support.Compiler(caseExact: true, CodeGeneration.WhenHot, EventReading.Strict),
    ];

    public static TheoryData<string, string, bool> Parsed()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (JsonElement row in Support.JsonLines("parse.jsonl"))
        {
            foreach (string member in (string[])["valid", "strict"])
            {
                if (row.GetProperty(member).ValueKind != JsonValueKind.Null)
                {
                    data.Add(row.GetProperty("filter").GetString()!, member, row.GetProperty(member).GetBoolean());
                }
            }
        }

        return data;
    }

    public static TheoryData<string, string, bool, bool> Evaluated()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach ((string filter, string resource, bool caseExact, bool expected) in EvaluationCases.Read("evaluation.txt"))
        {
            data.Add(filter, resource, caseExact, expected);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Parsed))]
    public void A_text_is_a_filter_or_not(string text, string mode, bool expected)
    {
        FilterOptions options = mode == "strict" ? Support.Strict : FilterOptions.Default;
        bool valid = FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error);
        Assert.True(expected == valid, error?.Draw(text) ?? "accepted");
        if (valid)
        {
            FilterExpression again = FilterExpression.Parse(filter!.ToString());
            Assert.Equal(filter, again);
            Assert.Equal(filter.GetHashCode(), again.GetHashCode());
            Assert.Equal(filter.ToString(), again.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Evaluated))]
    public void A_resource_matches_a_filter_or_not_however_it_is_evaluated(string text, string resource, bool caseExact, bool expected)
    {
        FilterExpression filter = FilterExpression.Parse(text);
        byte[] utf8 = Encoding.UTF8.GetBytes(resource);
        using JsonDocument document = JsonDocument.Parse(resource);
        Dictionary<string, object?> attributes = document.RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => (object?)member.Value);
        for (int i = caseExact ? 1 : 0; i < _compilers.Length; i += 2)
        {
            CompiledFilter compiled = _compilers[i].Compile(filter);
            var @event = new EventAttributes(new EventLayout(compiled));
            @event.Read(utf8);
            Assert.Equal(expected, compiled.Matches(utf8));
            Assert.Equal(expected, compiled.Matches(document.RootElement));
            Assert.Equal(expected, compiled.Matches(@event));
            Assert.Equal(expected, compiled.Matches(attributes));
        }
    }
}
