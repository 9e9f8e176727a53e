using System.Text.Json;
using ScimFilter.Oracle;

namespace ScimFilter.Fuzz;

/// <summary>One way to evaluate a filter; either on the bytes of an event or on the parsed event.</summary>
internal sealed record Evaluation(string Name)
{
    public Func<byte[], bool>? OnBytes { get; private init; }

    private Func<JsonElement, bool>? OnElement { get; init; }

    /// <summary>Every way to evaluate one filter; none when the filter does not compile.</summary>
    /// <remarks>Compilers are made anew each time, so that the run of one input does not depend on the inputs before.</remarks>
    public static IReadOnlyList<Evaluation> All(FilterExpression filter, bool caseExact)
    {
        var options = new FilterCompilerOptions { CaseExact = caseExact, CodeGeneration = CodeGeneration.Never };
        var plain = new FilterCompiler(options);
        if (!plain.TryCompile(filter, out CompiledFilter? interpreted, out _))
        {
            return [];
        }

        CompiledFilter delegated = new FilterCompiler(options with { CodeGeneration = CodeGeneration.Immediate }).Compile(filter);
        CompiledFilter eager = new FilterCompiler(options with { EventReading = EventReading.EarlyExit }).Compile(filter);
        CompiledFilter strict = new FilterCompiler(options with { EventReading = EventReading.Strict }).Compile(filter);
        return
        [
            Bytes("The interpreted plan", json => interpreted.Matches(json)),
            Bytes("The interpreted plan, a second time", json => interpreted.Matches(json)),
            Bytes("The compiled delegate", json => delegated.Matches(json)),
            Bytes("Reading with an early exit", json => eager.Matches(json)),
            Bytes("Strict reading", json => strict.Matches(json)),
            Bytes("Event attributes", json => OnAttributes(interpreted, json)),
            Bytes("Event attributes with generated code", json => OnAttributes(delegated, json)),
            Bytes("The explanation", json => plain.Explain(filter, json).Holds),
            new Evaluation("A JSON element") { OnElement = interpreted.Matches },
            new Evaluation("A dictionary") { OnElement = element => OnDictionary(interpreted, element) },
        ];
    }

    /// <summary>The answer; null when the event is refused in the documented way. Any other exception gets through.</summary>
    public static bool? Answer(Func<bool> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (EventFormatException)
        {
            return null;
        }
    }

    public bool On(byte[] json, JsonElement element) => OnBytes is null ? OnElement!(element) : OnBytes(json);

    private static Evaluation Bytes(string name, Func<byte[], bool> evaluate) => new(name) { OnBytes = evaluate };

    // A dot in the name of an attribute separates two names, which it does not in JSON; such events are left to the other ways.
    private static bool OnDictionary(CompiledFilter filter, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return filter.Matches(element);
        }

        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            attributes.TryAdd(NaiveText.Of(member), member.Value);
        }

        return attributes.Keys.Any(name => name.Contains('.', StringComparison.Ordinal))
            ? filter.Matches(element)
            : filter.Matches(attributes);
    }

    private static bool OnAttributes(CompiledFilter filter, byte[] json)
    {
        var attributes = new EventAttributes(new EventLayout(filter));
        attributes.Read(json);
        return filter.Matches(attributes);
    }
}
