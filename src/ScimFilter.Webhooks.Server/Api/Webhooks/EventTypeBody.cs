namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>An event type that webhooks can ask for.</summary>
internal sealed record EventTypeBody(string Name, string Title, IReadOnlyList<string> Levels, string Description, string Category);
