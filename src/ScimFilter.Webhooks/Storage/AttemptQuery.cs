using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Storage;

/// <summary>Which attempts of a webhook are listed. What is null restricts nothing.</summary>
public sealed record AttemptQuery
{
    /// <summary>Gets event types, one of which they must have; none restrict nothing.</summary>
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Gets whether they succeeded.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Gets the order. Default: <see cref="AttemptOrder.TriggeredAtDescending"/>.</summary>
    public AttemptOrder Order { get; init; }

    /// <summary>Gets the most attempts of a page. Default: 20.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Gets where the page begins or ends: a cursor that a page of the same query gave; null: the first page.</summary>
    public string? Cursor { get; init; }
}
