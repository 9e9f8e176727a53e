using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Events;

/// <summary>A type of event that webhooks can ask for. Immutable and thread-safe.</summary>
/// <param name="Name">The name that is sent now, such as <c>com.qlik.app.created</c>.</param>
/// <param name="Title">The name for people.</param>
public sealed record EventType(string Name, string Title)
{
    /// <summary>Gets the heading it is listed under. Default: empty.</summary>
    public string Category { get; init; } = "";

    /// <summary>Gets what has happened when it is sent. Default: empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets the levels of webhooks that can ask for it. Default: both.</summary>
    public ImmutableArray<WebhookLevel> Levels { get; init; } = [WebhookLevel.Tenant, WebhookLevel.User];

    /// <summary>Gets names of old that mean the same and may still be sent. Default: none.</summary>
    public ImmutableArray<string> OldNames { get; init; } = [];
}
