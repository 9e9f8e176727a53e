using System.Globalization;
using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>A file that changed: an event of about 370 bytes. What a kind does not set matches none of its filters.</summary>
internal sealed class FileEvent(Draw draw)
{
    public const string EventType = "com.example.file.changed";

    public string Tenant { get; set; } = "tenant";

    public string Path { get; set; } = $"/{Words.Text(24, draw.Random)}";

    public string File { get; set; } = $"{Words.Text(12, draw.Random)}.md";

    public decimal Size { get; set; } = -1;

    public DateTimeOffset At { get; set; } = DateTimeOffset.UnixEpoch;

    public string Owner { get; set; } = "nobody";

    public string Note { get; set; } = Words.Text(30, draw.Random);

    public string[] Tags { get; set; } = ["red", "green", "blue"];

    public (string Kind, decimal Size)[] Items { get; set; } = [("page", -1), ("image", -2)];

    /// <summary>Gets or sets the names of attributes that only some events have.</summary>
    public string Flags { get; set; } = "";

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", EventType);
        writer.WriteString("id", new Guid(draw.Random.Next(), 7, 11, 1, 2, 3, 4, 5, 6, 7, 8));
        writer.WriteString("tenant", draw.Text(Tenant));
        writer.WriteString("path", draw.Text(Path));
        writer.WriteString("file", draw.Text(File));
        writer.WriteNumber("size", Size);
        writer.WriteString("at", At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteString("owner", draw.Text(Owner));
        writer.WriteString("state", draw.Text("open"));
        writer.WriteString("note", draw.Text(Note));
        writer.WriteStartArray("tags");
        Array.ForEach(Tags, tag => writer.WriteStringValue(draw.Text(tag)));
        writer.WriteEndArray();
        writer.WriteStartArray("items");
        foreach ((string kind, decimal size) in Items)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", draw.Text(kind));
            writer.WriteNumber("size", size);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("flags");
        foreach (char flag in Flags)
        {
            writer.WriteNumber(flag.ToString(), 1);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
