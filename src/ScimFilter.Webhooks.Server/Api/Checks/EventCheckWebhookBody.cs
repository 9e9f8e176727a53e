namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Whether a webhook would receive an event, and at which step it would not.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Name">Its name.</param>
/// <param name="Enabled">Whether it is enabled.</param>
/// <param name="TypeMatches">Whether it asks for the type.</param>
/// <param name="FilterMatches">Whether its filter holds; true when it has none.</param>
/// <param name="AccessMatches">Whether its owner may see the resource; true at the level of the tenant.</param>
/// <param name="Matches">Whether it would receive the event: all of these.</param>
/// <param name="Explanation">
/// Why the filter holds or not; not there without a filter, when nobody asks, or when the answer has as many as fit.
/// </param>
internal sealed record EventCheckWebhookBody(
    string Id, string Name, bool Enabled, bool TypeMatches, bool FilterMatches, bool AccessMatches, bool Matches,
    ExplanationBody? Explanation);
