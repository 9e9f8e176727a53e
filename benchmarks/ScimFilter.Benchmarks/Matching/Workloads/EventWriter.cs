using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Writes events like CloudEvents of 705 to 1,496 bytes, 980 on average, their members in one of three orders.</summary>
internal sealed class EventWriter : IDisposable
{
    private const int Shortest = 705;
    private const int Longest = 1_496;
    private const double Skew = 1.85;

    private static readonly string[][] _orders =
    [
        ["specversion", "id", "source", "type", "time", "datacontenttype", "tenantid", "userid", "spaceId", "topLevelResourceId", "data"],
        ["type", "specversion", "time", "source", "data", "id", "spaceId", "topLevelResourceId", "tenantid", "userid", "datacontenttype"],
        ["data", "datacontenttype", "id", "source", "spaceId", "specversion", "tenantid", "time", "topLevelResourceId", "type", "userid"],
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Longest);
    private readonly Utf8JsonWriter _writer;

    public EventWriter() => _writer = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Dispose() => _writer.Dispose();

    /// <summary>Writes an event twice: first to see how much is missing.</summary>
    public ReadOnlySpan<byte> Write(EventFacts facts, Random random)
    {
        string[] order = _orders[random.Next(_orders.Length)];
        int length = Shortest + (int)((Longest - Shortest) * Math.Pow(random.NextDouble(), Skew));
        var data = new EventData(random);
        int without = WriteOnce(order, facts, data, filling: 0).Length;
        return WriteOnce(order, facts, data, Math.Max(0, length - without));
    }

    private ReadOnlySpan<byte> WriteOnce(string[] order, EventFacts facts, EventData data, int filling)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        foreach (string member in order)
        {
            if (member == "data")
            {
                data.Write(_writer, facts, filling);
            }
            else
            {
                _writer.WriteString(member, Context(member, facts, data));
            }
        }

        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    private static string Context(string member, EventFacts facts, EventData data) => member switch
    {
        "specversion" => "1.0",
        "id" => facts.Id,
        "source" => "com.qlik/engine",
        "type" => facts.Type,
        "time" => data.Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        "datacontenttype" => "application/json",
        "tenantid" => facts.Tenant,
        "userid" => data.User,
        "spaceId" => facts.Space,
        _ => facts.Resource,
    };
}
