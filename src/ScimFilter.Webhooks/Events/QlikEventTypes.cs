using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Events;

/// <summary>The event types of Qlik Cloud's webhooks, with the names before and after they were changed.</summary>
internal static class QlikEventTypes
{
    /// <summary>The one event type for which a filter may name <c>data.status</c>.</summary>
    public const string ReloadFinished = "com.qlik.v1.app.reload.finished";

    private static readonly ImmutableArray<WebhookLevel> _tenantOnly = [WebhookLevel.Tenant];

    public static ImmutableArray<EventType> All { get; } =
    [
        App("created", "App created", "An app was created, copied or imported."),
        App("deleted", "App deleted", "An app was deleted.") with { Levels = _tenantOnly },
        App("exported", "App exported", "An app was exported."),
        App("published", "App published", "An app was published to a space."),
        App("data.updated", "App data updated", "The data of an app was updated."),
        new EventType(ReloadFinished, "App reload finished")
        { Category = "App", Description = "A reload of an app ended, well or not; data.status says which." },
        new EventType("com.qlik.v1.app.opened", "App opened") { Category = "App", Description = "A user opened an app." },
        new EventType("com.qlik.v1.reload.finished", "Reload finished") { Category = "Reload", Description = "A reload task ended." },
        Core("api-key.validation.failed", "API key validation failed", "API key", "A request came with an API key that is not valid."),
        Core("user.created", "User created", "User", "A user was created."),
        Core("user.deleted", "User deleted", "User", "A user was deleted."),
    ];

    private static EventType App(string name, string title, string description) => new($"com.qlik.app.{name}", title)
    {
        Category = "App",
        Description = description,
        OldNames = [$"com.qlik.v1.app.{name}"],
    };

    private static EventType Core(string name, string title, string category, string description) => new($"com.qlik.core.{name}", title)
    {
        Category = category,
        Description = description,
        Levels = _tenantOnly,
        OldNames = [$"com.qlik.v1.{name}", $"com.qlik.{name}"],
    };
}
