using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>What would become of an event.</summary>
internal sealed record EventCheckBody(string Id, string EventType, IReadOnlyList<EventCheckWebhookBody> Webhooks)
{
    /// <summary>
    /// Gets the link to the webhooks that are not in this answer, as trying them would have been too much work for one; null at the end.
    /// </summary>
    public LinksBody? Links { get; init; }
}

/// <summary>Whether a webhook would receive an event, and at which step it would not.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enabled">Whether it is enabled.</param>
/// <param name="TypeMatches">Whether it asks for the type.</param>
/// <param name="FilterMatches">Whether its filter holds; true when it has none.</param>
/// <param name="AccessMatches">Whether its owner may see the resource; true at the level of the tenant.</param>
/// <param name="Matches">Whether it would receive the event: all of these.</param>
/// <param name="Explanation">
/// Why the filter holds or not; not there without a filter, when nobody asks, or when the answer has as many as fit.
/// </param>
internal sealed record EventCheckWebhookBody(
    string Id, string Name, bool Enabled, bool TypeMatches, bool FilterMatches, bool AccessMatches, bool Matches,
    ExplanationBody? Explanation);

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

/// <summary>What is to be said of a filter; of events only when it is valid.</summary>
internal sealed record FilterCheckBody(
    bool Valid, string? Canonical, IReadOnlyList<FilterErrorBody> Errors, IReadOnlyList<FilterCheckEventBody>? Events);

/// <summary>Whether an event passes a filter.</summary>
/// <param name="Id">The event.</param>
/// <param name="EventType">Its type.</param>
/// <param name="TypeMatches">Whether the type is one of those asked for, or none were.</param>
/// <param name="FilterMatches">Whether the filter holds.</param>
/// <param name="Matches">Whether a webhook with this filter would receive it.</param>
/// <param name="Explanation">Why the filter holds or not; not there when nobody asks, or the answer has as many as fit.</param>
internal sealed record FilterCheckEventBody(
    string Id, string EventType, bool TypeMatches, bool FilterMatches, bool Matches, ExplanationBody? Explanation);

/// <summary>A filter to check, and events to try it on: those given, or as many recent ones as <c>recent</c> says.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="EventTypes">The types that the webhook would ask for; none: any.</param>
/// <param name="Events">Events to try it on, 100 at most.</param>
/// <param name="Recent">How many of the latest events of the tenant to try it on, from 0 to 100. Default: 0.</param>
/// <param name="Explain">Whether to say of each event why the filter holds or not. Default: true; the answer has 1 MiB of that.</param>
internal sealed record FilterCheckRequestBody(
    string Filter, IReadOnlyList<string>? EventTypes, IReadOnlyList<JsonElement>? Events, int? Recent, bool? Explain);
