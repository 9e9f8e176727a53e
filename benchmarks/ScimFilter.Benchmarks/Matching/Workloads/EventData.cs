using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>What stands below <c>data</c> in an event: nested objects, arrays, numbers, a text with escapes.</summary>
internal sealed class EventData(Random random)
{
    /// <summary>About the bytes that a step takes.</summary>
    private const int StepLength = 56;

    private const string LogText = "Loaded \"Sales\" and 3 more tables; synthetic keys: none. Saved.";

    private static readonly string[] _adjectives = ["Quarterly", "Weekly", "Regional", "Global", "Draft"];
    private static readonly string[] _subjects = ["sales", "inventory", "costs", "staff"];
    private static readonly string[] _endings = ["by region", "by product", "(copy)", "v2"];
    private static readonly string[] _kinds = ["reload", "publish", "import", "export"];

    private readonly int _attempt = random.Next(1, 5);
    private readonly int _disk = random.Next(1 << 24);
    private readonly int _memory = random.Next(1 << 22);
    private readonly int _seconds = random.Next(1, 4_000);
    private readonly bool _isManual = random.Next(4) == 0;

    public DateTime Time { get; } = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(30 * 86_400));

    public string User { get; } = Names.Id(Names.Kind.User, 0, random.Next(5_000));

    public string Status { get; } = random.Next(10) < 7 ? "ok" : "error";

    public string Kind { get; } = Pick(_kinds, random);

    public string Name { get; } = $"{Pick(_adjectives, random)} {Pick(_subjects, random)} {Pick(_endings, random)}";

    public void Write(Utf8JsonWriter writer, EventFacts facts, int filling)
    {
        writer.WriteStartObject("data");
        writer.WriteString("kind", Kind);
        writer.WriteString("name", Name);
        writer.WriteString("status", Status);
        writer.WriteString("duration", $"PT{_seconds}S");
        writer.WriteStartObject("size");
        writer.WriteNumber("disk", _disk);
        writer.WriteNumber("memory", _memory);
        writer.WriteEndObject();
        writer.WriteStartObject("trigger");
        writer.WriteString("type", _isManual ? "user" : "schedule");
        writer.WriteNumber("attempt", _attempt);
        writer.WriteBoolean("manual", _isManual);
        writer.WriteEndObject();
        writer.WriteStartArray("tables");
        for (int i = 0; i < _attempt; i++)
        {
            writer.WriteStringValue(_subjects[i]);
        }

        writer.WriteEndArray();
        if (Status == "error")
        {
            writer.WriteStartObject("error");
            writer.WriteNumber("code", 500 + _attempt);
            writer.WriteString("title", $"Table \"{_subjects[_attempt - 1]}\" was not found");
            writer.WriteEndObject();
        }

        WriteSteps(writer, filling / StepLength);
        writer.WriteString("log", LogText.AsSpan(0, filling % StepLength));
        writer.WriteStartObject("engine");
        writer.WriteString("version", "12.2100.0");
        writer.WriteString("node", facts.Tenant.AsSpan(0, 8));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    private void WriteSteps(Utf8JsonWriter writer, int count)
    {
        writer.WriteStartArray("steps");
        for (int i = 0; i < count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", _subjects[(_attempt + i) % _subjects.Length]);
            writer.WriteNumber("rows", (_disk + i) % 90_000 + 10_000);
            writer.WriteBoolean("cached", ((_memory >> i) & 1) == 0);
            writer.WriteNumber("ms", (_seconds + i) % 900 + 100);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
