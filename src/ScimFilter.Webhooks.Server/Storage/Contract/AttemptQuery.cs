using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Which attempts of a webhook are listed. What is null restricts nothing.</summary>
internal sealed record AttemptQuery
{
    /// <summary>Gets event types, one of which they must have; none restrict nothing.</summary>
    public ImmutableArray<string> EventTypes { get; init; } = [];

    /// <summary>Gets whether they succeeded.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>Gets the order. Default: <see cref="AttemptOrder.TriggeredAtDescending"/>.</summary>
    public AttemptOrder Order { get; init; }

    /// <summary>Gets the longest body of an event, in bytes, that is given; longer ones are left out. Default: any.</summary>
    public int MaxEventBytes { get; init; } = int.MaxValue;

    /// <summary>Gets the most bytes of the body of an answer that are given; longer ones are shortened. Default: all.</summary>
    public int MaxResponseBytes { get; init; } = int.MaxValue;

    /// <summary>Gets the most attempts of a page. Default: 20. A store may end a page before, to bound its bytes or the work.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Gets where the page begins or ends: a cursor that a page of the same query gave; null: the first page.</summary>
    public string? Cursor { get; init; }
}

/// <summary>The order of a list of attempts. Those of equal status stand with the latest first.</summary>
internal enum AttemptOrder
{
    /// <summary>The latest first.</summary>
    TriggeredAtDescending,

    /// <summary>The latest last.</summary>
    TriggeredAt,

    /// <summary>Those that failed first.</summary>
    Status,

    /// <summary>Those that succeeded first.</summary>
    StatusDescending,
}
