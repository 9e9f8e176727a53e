namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>The words of the API for levels and origins.</summary>
internal static class ApiNames
{
    private static readonly (WebhookLevel Level, string Name)[] _levels = [(WebhookLevel.Tenant, "tenant"), (WebhookLevel.User, "user")];

    private static readonly (WebhookOrigin Origin, string Name)[] _origins =
    [
        (WebhookOrigin.Api, "api"), (WebhookOrigin.Automations, "automations"), (WebhookOrigin.ManagementConsole, "management-console"),
    ];

    public static string Levels { get; } = string.Join(", ", _levels.Select(level => $"'{level.Name}'"));

    public static string Origins { get; } = string.Join(", ", _origins.Select(origin => $"'{origin.Name}'"));

    public static string NameOf(WebhookLevel level) => Array.Find(_levels, pair => pair.Level == level).Name;

    public static string NameOf(WebhookOrigin origin) => Array.Find(_origins, pair => pair.Origin == origin).Name;

    public static WebhookLevel? LevelOf(string name) =>
        Array.FindIndex(_levels, pair => pair.Name == name) is >= 0 and int i ? _levels[i].Level : null;

    public static WebhookOrigin? OriginOf(string name) =>
        Array.FindIndex(_origins, pair => pair.Name == name) is >= 0 and int i ? _origins[i].Origin : null;
}
