using System.Text.Json;

namespace ScimFilter.Oracle.Runs;

/// <summary>An event of a run.</summary>
/// <param name="json">Its text.</param>
/// <param name="all">The events among which it is.</param>
/// <param name="index">Its place there.</param>
public sealed class RunEvent(byte[] json, IReadOnlyList<RunEvent> all, int index)
{
    /// <summary>The most events that are used at once.</summary>
    public const int Most = 128;

    /// <summary>How deep JSON is parsed for the oracle: far beyond what the library reads.</summary>
    private const int OracleDepth = 4096;

    public byte[] Json { get; } = json;

    public JsonElement Element { get; } = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = OracleDepth }).RootElement;

    public IReadOnlyList<RunEvent> All { get; } = all;

    public int Index { get; } = index;
}
