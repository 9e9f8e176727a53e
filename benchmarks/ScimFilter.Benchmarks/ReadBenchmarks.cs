using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ScimFilter.Benchmarks.Events;

namespace ScimFilter.Benchmarks;

/// <summary>Eight attributes out of an event, three of them below <c>data</c>, against what .NET reads JSON with.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private static readonly string[] _context = [.. SampleEvent.Attributes.Where(name => !name.StartsWith("data."))];
    private static readonly string[] _data = [.. SampleEvent.Attributes.Where(name => name.StartsWith("data.")).Select(name => name[5..])];

    private readonly byte[] _json = SampleEvent.Utf8;
    private readonly EventAttributes _full = CreateAttributes(EventReading.Full);
    private readonly EventAttributes _earlyExit = CreateAttributes(EventReading.EarlyExit);

    [GlobalSetup]
    public void Setup()
    {
        Expect.True(_json.Length is > 800 and < 900, $"the event has 800 to 900 bytes, it has {_json.Length}");
        Expect.True(Utf8JsonReaderPass() > 50, "the event has more than fifty tokens");
        Expect.Equal(8, _context.Length + _data.Length, "the number of attributes");
        Expect.True(JsonDocumentGetString() > 100, "the values have more than a hundred characters");
    }

    [Benchmark(Baseline = true)]
    public int Utf8JsonReaderPass()
    {
        var reader = new Utf8JsonReader(_json);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public JsonValueKind JsonDocumentParse()
    {
        using var document = JsonDocument.Parse(_json);
        return document.RootElement.ValueKind;
    }

    [Benchmark]
    public int JsonDocumentGetString()
    {
        using var document = JsonDocument.Parse(_json);
        JsonElement data = document.RootElement.GetProperty("data");
        int length = 0;
        foreach (string name in _context)
        {
            length += document.RootElement.GetProperty(name).GetString()!.Length;
        }

        foreach (string name in _data)
        {
            length += data.GetProperty(name).GetString()!.Length;
        }

        return length;
    }

    [Benchmark]
    public void Full() => _full.Read(_json);

    [Benchmark]
    public void EarlyExit() => _earlyExit.Read(_json);

    private static EventAttributes CreateAttributes(EventReading reading)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true, EventReading = reading });
        string text = string.Join(" and ", SampleEvent.Attributes.Select(name => $"{name} pr"));
        CompiledFilter filter = compiler.Compile(FilterExpression.Parse(text));
        var attributes = new EventAttributes(new EventLayout(filter));
        attributes.Read(SampleEvent.Utf8);
        Expect.True(filter.Matches(attributes), $"all attributes are there, read with {reading}");
        return attributes;
    }
}
