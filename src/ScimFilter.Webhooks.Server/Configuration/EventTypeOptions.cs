namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>An event type from the configuration.</summary>
internal sealed class EventTypeOptions
{
    /// <summary>Gets or sets the name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the name for people; the name when empty.</summary>
    public string Title { get; set; } = "";

    /// <summary>Gets or sets the heading it is listed under.</summary>
    public string Category { get; set; } = "";

    /// <summary>Gets or sets what has happened when it is sent.</summary>
    public string Description { get; set; } = "";

    /// <summary>Gets or sets the levels; both when empty.</summary>
    public List<WebhookLevel> Levels { get; set; } = [];

    /// <summary>Gets or sets names of old.</summary>
    public List<string> OldNames { get; set; } = [];
}
