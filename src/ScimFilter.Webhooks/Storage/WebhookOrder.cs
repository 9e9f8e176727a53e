namespace ScimFilter.Webhooks.Storage;

/// <summary>The order of a list of webhooks. Webhooks that are equal in it stand in the order of their creation.</summary>
public enum WebhookOrder
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
