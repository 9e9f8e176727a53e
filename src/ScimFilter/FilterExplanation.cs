using System.Collections.Immutable;
using System.Text.Json;
using ScimFilter.Explaining;

namespace ScimFilter;

/// <summary>
/// Why a filter holds on an event, or why not: the verdict of each part of the filter, and the values it saw. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Every part is evaluated, also where evaluation stops early. What comes from the event is bounded: at most <see cref="MaxValues"/>
/// values of a part, each of at most <see cref="MaxValueLength"/> characters.
/// </remarks>
public sealed class FilterExplanation
{
    /// <summary>The most values, or elements of a value path, that one part of a filter shows.</summary>
    public const int MaxValues = 8;

    /// <summary>The most characters of a value that are shown; behind the text of one that was cut stands "…".</summary>
    public const int MaxValueLength = 80;

    internal FilterExplanation(FilterExpression filter, bool holds, string reason)
    {
        Filter = filter;
        Holds = holds;
        Reason = reason;
    }

    /// <summary>Gets the part of the filter that is explained.</summary>
    public FilterExpression Filter { get; }

    /// <summary>Gets a value indicating whether it holds on the event.</summary>
    public bool Holds { get; }

    /// <summary>Gets the reason as a sentence without a full stop: <c>data.status is "ok", not "error"</c>.</summary>
    public string Reason { get; }

    /// <summary>
    /// Gets the first values that the event has there, as JSON text; of a value path its elements, among them one that satisfies
    /// it if there is one. None for what joins or negates other parts.
    /// </summary>
    public ImmutableArray<string> Values { get; internal init; } = [];

    /// <summary>Gets the number of values that the event has there, which may be larger than that of <see cref="Values"/>.</summary>
    public int ValueCount { get; internal init; }

    /// <summary>
    /// Gets the explanations of the operands, in the order of the text; of a value path one for each of <see cref="Values"/>, of
    /// the filter in brackets on that element.
    /// </summary>
    public ImmutableArray<FilterExplanation> Children { get; internal init; } = [];

    /// <summary>Draws a tree, a part of the filter a line, each with its verdict and its reason, without a line feed at the end.</summary>
    /// <returns>Text that is safe to show: control characters of the event are replaced.</returns>
    public override string ToString() => ExplanationTree.Draw(this);

    /// <summary>
    /// Writes an object: <c>node</c>, <c>holds</c>, <c>reason</c>, of a comparison <c>values</c> as JSON text and <c>valueCount</c>, and
    /// <c>children</c> where there are any.
    /// </summary>
    /// <param name="writer">Takes the object. Each level of the tree takes two of the levels that it allows.</param>
    /// <exception cref="InvalidOperationException">The writer allows no object here, or not so many levels.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ExplanationJson.Write(writer, this);
    }
}
