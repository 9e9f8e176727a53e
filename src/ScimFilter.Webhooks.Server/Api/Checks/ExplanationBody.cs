using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Why a filter holds on an event, or why not.</summary>
/// <param name="Text">A tree for a terminal or a page: each part of the filter a line, with its verdict and its reason.</param>
/// <param name="Tree">
/// The same for programs: <c>node</c>, <c>holds</c>, <c>reason</c>, <c>values</c> that the event has there as JSON text,
/// <c>valueCount</c>, <c>children</c>.
/// </param>
internal sealed record ExplanationBody(string Text, WrittenJson Tree)
{
    // Deeper than any filter.
    private static readonly JsonWriterOptions _options = new() { MaxDepth = 1_024, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ExplanationBody Of(FilterExplanation explanation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            explanation.WriteTo(writer);
        }

        return new ExplanationBody(explanation.ToString(), new WrittenJson(buffer.WrittenMemory));
    }

    /// <summary>Gives about how many bytes it has.</summary>
    public int LengthOf() => Encoding.UTF8.GetByteCount(Text) + Tree.Utf8.Length;
}
