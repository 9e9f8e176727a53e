namespace ScimFilter.Webhooks.Endurance;

/// <summary>An event that was sent, and the webhooks that it belongs to.</summary>
internal sealed record ExpectedEvent(string Id, IReadOnlySet<string> Webhooks);
