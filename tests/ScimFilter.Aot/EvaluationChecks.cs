using System.Text;
using System.Text.Json;

namespace ScimFilter.Aot;

/// <summary>The embedded cases, over every form of an event and with every setting that must not change an answer.</summary>
internal static class EvaluationChecks
{
    public static void Run(Checks checks)
    {
        using Stream cases = typeof(EvaluationChecks).Assembly.GetManifestResourceStream("cases.jsonl")!;
        using var reader = new StreamReader(cases);
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string filter = root.GetProperty("filter").GetString()!;
            bool expected = root.GetProperty("match").GetBoolean();
            Check(checks, filter, root.GetProperty("event"), expected);
        }
    }

    private static void Check(Checks checks, string text, JsonElement @event, bool expected)
    {
        string name = $"{text} on {@event.GetRawText()}";
        byte[] json = Encoding.UTF8.GetBytes(@event.GetRawText());
        checks.That($"alone: {name}", () => FilterExpression.Parse(text).Compile().Matches(json) == expected);
        foreach (FilterCompilerOptions options in (FilterCompilerOptions[])[
            new(),
            new() { CodeGeneration = CodeGeneration.Immediate },
            new() { EventReading = EventReading.EarlyExit },
            new() { EventReading = EventReading.Strict },
        ])
        {
            var compiler = new FilterCompiler(options);
            checks.That($"bytes: {name}", () => compiler.Compile(FilterExpression.Parse(text)).Matches(json) == expected);
            checks.That($"element: {name}", () => compiler.Compile(FilterExpression.Parse(text)).Matches(@event) == expected);
            checks.That($"attributes: {name}", () => OnAttributes(compiler.Compile(FilterExpression.Parse(text)), json) == expected);
        }
    }

    private static bool OnAttributes(CompiledFilter filter, byte[] json)
    {
        var attributes = new EventAttributes(new EventLayout(filter));
        attributes.Read(json);
        return filter.Matches(attributes);
    }
}
