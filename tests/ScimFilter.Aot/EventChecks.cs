using System.Text.Json;

namespace ScimFilter.Aot;

/// <summary>Events that were taken apart already, attributes that are read once for many filters, and compilers that are shared.</summary>
internal static class EventChecks
{
    private static readonly Dictionary<string, object?> _event = new()
    {
        ["name"] = "Reload",
        ["data.status"] = "ok",
        ["size"] = 12.5m,
        ["done"] = true,
        ["none"] = null,
        ["time"] = new DateTimeOffset(2025, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)),
        ["tags"] = new List<object?> { "a", 2L, null },
        ["owner"] = new Dictionary<string, object?> { ["id"] = "u1" },
        ["extra"] = JsonElement.Parse("""{"items":[{"n":1},{"n":2}]}"""),
    };

    public static void Run(Checks checks)
    {
        OnDictionary(checks, "NAME eq \"reload\" and data.status eq \"ok\"", true);
        OnDictionary(checks, "size eq 12.50 and done eq true and none eq null", true);
        OnDictionary(checks, "time eq \"2025-01-01T00:00:00Z\"", true);
        OnDictionary(checks, "tags eq \"A\" and tags gt 1 and owner.id eq \"u1\"", true);
        OnDictionary(checks, "extra.items[n eq 2]", true);
        OnDictionary(checks, "extra.items[n eq 3] or missing pr", false);
        checks.Throws<ArgumentException>("a value of no JSON type", () =>
            FilterExpression.Parse("a pr").Compile().Matches(new Dictionary<string, object?> { ["a"] = new object() }));
        checks.That("one reading, many filters", OneReadingServesManyFilters);
        checks.That("shapes are shared", ShapesAreShared);
        checks.That("hot filters stay right", HotFiltersStayRight);
    }

    private static void OnDictionary(Checks checks, string text, bool expected) =>
        checks.That($"dictionary: {text}", () =>
        {
            CompiledFilter filter = FilterExpression.Parse(text).Compile();
            var attributes = new EventAttributes(new EventLayout(filter));
            attributes.Read(_event);
            return filter.Matches(_event) == expected && filter.Matches(attributes) == expected;
        });

    private static bool OneReadingServesManyFilters()
    {
        var compiler = new FilterCompiler();
        CompiledFilter[] filters =
            [.. Enumerable.Range(0, 20).Select(number => compiler.Compile(FilterExpression.Parse($"a.b eq {number}")))];
        var attributes = new EventAttributes(new EventLayout(filters));
        attributes.Read("""{"a":[{"b":3},{"b":5}]}"""u8);
        return filters.Count(filter => filter.Matches(attributes)) == 2;
    }

    private static bool ShapesAreShared()
    {
        var compiler = new FilterCompiler();
        compiler.Compile(FilterExpression.Parse("a eq \"1\""));
        compiler.Compile(FilterExpression.Parse("a eq \"2\""));
        return compiler.GetStatistics() is { Shapes: 1, Hits: 1, Misses: 1 };
    }

    // Elsewhere a filter that was evaluated this often is turned into machine code.
    private static bool HotFiltersStayRight()
    {
        CompiledFilter filter = new FilterCompiler().Compile(FilterExpression.Parse("a gt 1 and not (b sw \"x\")"));
        return Enumerable.Range(0, 20_000).All(_ => filter.Matches("""{"a":2,"b":"y"}"""u8));
    }
}
