using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>Which webhooks of a tenant are listed. What is null restricts nothing.</summary>
internal sealed record WebhookQuery
{
    /// <summary>Gets who created them.</summary>
    public string? CreatedByUserId { get; init; }

    /// <summary>Gets who changed them last.</summary>
    public string? UpdatedByUserId { get; init; }

    /// <summary>Gets who owns them.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Gets the user who must own them: what others own, and what has no owner, is not shown.</summary>
    public string? VisibleTo { get; init; }

    /// <summary>Gets whether they are enabled.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Gets their level.</summary>
    public WebhookLevel? Level { get; init; }

    /// <summary>Gets text that the name holds, ignoring case; <c>*</c> stands for any text.</summary>
    public string? Name { get; init; }

    /// <summary>Gets text that the URL holds, ignoring case; <c>*</c> stands for any text.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the origins, one of which they must have; none restrict nothing.</summary>
    public ImmutableArray<WebhookOrigin> Origins { get; init; } = [];

    /// <summary>Gets sets of event types; of each set they must have at least one.</summary>
    public ImmutableArray<ImmutableArray<string>> EventTypes { get; init; } = [];

    /// <summary>Gets the order. Default: <see cref="WebhookOrder.CreatedAtDescending"/>.</summary>
    public WebhookOrder Order { get; init; }

    /// <summary>Gets the most webhooks of a page. Default: 20.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Gets where the page begins or ends: a cursor that a page of the same query gave; null: the first page.</summary>
    public string? Cursor { get; init; }
}

/// <summary>The order of a list of webhooks. Webhooks that are equal in it stand in the order of their creation.</summary>
internal enum WebhookOrder
{
    /// <summary>The newest first.</summary>
    CreatedAtDescending,

    /// <summary>The oldest first.</summary>
    CreatedAt,

    /// <summary>The last changed first.</summary>
    UpdatedAtDescending,

    /// <summary>The last changed last.</summary>
    UpdatedAt,

    /// <summary>By name, ignoring case.</summary>
    Name,

    /// <summary>By name, ignoring case, backwards.</summary>
    NameDescending,

    /// <summary>By URL, ignoring case.</summary>
    Url,

    /// <summary>By URL, ignoring case, backwards.</summary>
    UrlDescending,
}
